// What the room knows of words, compiled into the program.
        .section .rodata
        .global tracuu_synonyms_begin
        .global tracuu_synonyms_end
tracuu_synonyms_begin:
        .incbin "synonyms.tsv"
tracuu_synonyms_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
