// The registry's tables, compiled into the program so that it runs from anywhere.
        .section .rodata
#define TABLE(name, file) \
        .global tracuu_table_##name##_begin; \
        .global tracuu_table_##name##_end; \
        .balign 16; \
tracuu_table_##name##_begin: \
        .incbin file; \
tracuu_table_##name##_end: \
        .byte 0
TABLE(types, "types.tsv")
TABLE(issuers, "issuers.tsv")
TABLE(provinces, "provinces.tsv")
TABLE(authority, "authority.tsv")
TABLE(law_names, "law_names.tsv")
TABLE(vocabulary, "vocabulary.tsv")
TABLE(party_bodies, "party_bodies.tsv")
TABLE(abbreviations, "abbreviations.tsv")
TABLE(relations_known, "relations_known.tsv")
        .section .note.GNU-stack,"",@progbits
