#pragma once
/// Tasks that a document gives to others: "Giao Sở Tư pháp xây dựng kế hoạch thực hiện Nghị quyết này", "Chính phủ quy định chi
/// tiết Điều này" (DOMAIN.md 5, rules 5 and 8). They are no edges between documents; traces and audits ask who had to act.
#include "corpus/citation/issuer_words.h"
#include "corpus/model/document.h"
#include "corpus/text/words.h"

namespace tracuu::relation {

/// Fills `document.obligations`, in reading order, one for each body that is named ("Sở Tư pháp và Sở Nội vụ": two) and one for a
/// group ("các sở, ban, ngành"). Wants the mentions and the outline of the document.
///
/// A task is recorded only where the text names who acts: at the head of the sentence, or of the provision that holds it
/// ("3. Sở Nội vụ: a) Xây dựng kế hoạch thực hiện ..."). What somebody has done already, what this document does itself, and plans
/// that carry out no act ("kế hoạch kiểm tra hằng năm") are none.
void find_obligations(const text::Words& words, const citation::IssuerNames& issuers, model::Document& document);

}  // namespace tracuu::relation
