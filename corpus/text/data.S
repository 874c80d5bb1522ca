// Frozen tables of the tokenizer, compiled into the program.
        .section .rodata
        .global tracuu_break_rules_begin
        .global tracuu_break_rules_end
        .global tracuu_syllables_begin
        .global tracuu_syllables_end
        .global tracuu_syllable_pairs_begin
        .global tracuu_syllable_pairs_end
tracuu_break_rules_begin:
        .incbin "break.rules"
tracuu_break_rules_end:
        .byte 0
tracuu_syllables_begin:
        .incbin "syllables.tsv"
tracuu_syllables_end:
        .byte 0
tracuu_syllable_pairs_begin:
        .incbin "syllable_pairs.tsv"
tracuu_syllable_pairs_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
