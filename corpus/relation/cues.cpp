#include "corpus/relation/cues.h"

#include <algorithm>
#include <string>

namespace tracuu::relation {

using text::Phrase;

namespace {

using Wordings = std::vector<std::string>;

// Each wording of the first list followed by each of the second.
Wordings joined(const Wordings& heads, const Wordings& tails) {
  Wordings all;
  for (const std::string& head : heads)
    for (const std::string& tail : tails) all.push_back(tail.empty() ? head : head.empty() ? tail : head + " " + tail);
  return all;
}

// The comma of "sửa đổi, bổ sung" is often left out.
Wordings without_comma(const Wordings& wordings) {
  Wordings all = wordings;
  for (std::string words : wordings)
    if (const auto comma = words.find(','); comma != std::string::npos) all.push_back(words.erase(comma, 1));
  return all;
}

// "bởi Luật B"; "tại Luật B", "theo Luật B", "bằng Luật B" say the same after a passive verb.
const Wordings& agents() {
  static const Wordings all = {"bởi", "tại", "theo", "bằng"};
  return all;
}

// "kéo dài thời hạn áp dụng", "gia hạn hiệu lực thi hành", ...: that an act goes on applying.
Wordings going_on() {
  Wordings all = joined({"kéo dài", "gia hạn"}, joined({"thời hạn", "thời gian"}, {"áp dụng", "thực hiện", "thi hành", "có hiệu lực", "hiệu lực", "hiệu lực thi hành"}));
  for (const std::string& words : joined({"kéo dài", "gia hạn"}, {"hiệu lực", "hiệu lực thi hành", "việc áp dụng", "việc thực hiện", "thực hiện", "áp dụng"})) all.push_back(words);
  return all;
}

// "tạm ngưng hiệu lực thi hành", "ngừng áp dụng", "lùi thời điểm có hiệu lực": that an act does not apply for a time.
Wordings standing_still() {
  Wordings all = joined({"tạm ngưng", "ngưng", "tạm ngừng", "ngừng", "tạm dừng", "dừng"},
                        {"hiệu lực", "hiệu lực thi hành", "hiệu lực áp dụng", "thi hành", "áp dụng", "thực hiện", "việc áp dụng", "việc thi hành", "việc thực hiện"});
  for (const std::string& words : joined({"tạm đình chỉ", "đình chỉ"}, {"thi hành", "việc thi hành", "hiệu lực", "hiệu lực thi hành", "việc áp dụng"})) all.push_back(words);
  for (const std::string& words : joined({"lùi"}, {"hiệu lực thi hành", "hiệu lực", "thời điểm có hiệu lực", "thời điểm có hiệu lực thi hành", "thời hạn có hiệu lực", "thời gian có hiệu lực"})) all.push_back(words);
  all.insert(all.end(), {"tạm thời chưa áp dụng", "tạm thời không áp dụng", "chưa áp dụng"});
  return all;
}

std::vector<Cue> made() {
  std::vector<Cue> c;
  const auto add = [&](const char* relation, const Wordings& phrases, Voice voice = Voice::active, std::size_t reach = 6, bool anywhere = true) {
    for (const std::string& p : phrases) c.push_back({Phrase(p), relation, voice, reach, anywhere});
  };
  // Passive forms turn the edge round.
  add("amends", without_comma(joined({"được sửa đổi, bổ sung", "được sửa đổi", "được bổ sung"}, joined({"", "một số điều", "một số nội dung", "một số quy định"}, agents()))), Voice::passive, 10);
  add("amends", without_comma(joined({"sửa đổi, bổ sung"}, {"bởi", "tại", "theo"})), Voice::passive, 10);
  add("amends", {"được sửa đổi, bổ sung", "sửa đổi bởi", "sửa đổi tại"}, Voice::passive, 10);
  add("replaces", joined({"được thay thế", "bị thay thế"}, {"bởi", "bằng", "tại", "theo"}), Voice::passive, 6);
  add("replaces", {"thay thế bởi"}, Voice::passive, 6);
  add("repeals", joined({"bị bãi bỏ", "được bãi bỏ", "bãi bỏ"}, {"bởi", "tại"}), Voice::passive, 6);
  add("repeals", joined({"bị bãi bỏ", "được bãi bỏ"}, {"theo", "bằng"}), Voice::passive, 6);
  add("corrects", joined({"được đính chính"}, agents()), Voice::passive, 6);
  add("guides", joined({"được hướng dẫn", "được quy định chi tiết", "được hướng dẫn thi hành", "được quy định chi tiết thi hành"}, {"bởi", "tại"}), Voice::passive, 6);
  add("suspends", joined({"bị", "được", ""}, joined(standing_still(), {"bởi"})), Voice::passive, 6);
  add("suspends", joined({"bị", "được"}, joined(standing_still(), {"tại", "theo"})), Voice::passive, 6);
  add("suspends", {"bị đình chỉ bởi", "được lùi bởi"}, Voice::passive, 6);
  add("extends", joined({"được"}, joined(going_on(), {"bởi", "tại", "theo"})), Voice::passive, 6);
  add("extends", {"được kéo dài bởi", "được gia hạn bởi", "được kéo dài tại", "được gia hạn tại", "được kéo dài theo", "được gia hạn theo"}, Voice::passive, 6);
  add("consolidates", {"được hợp nhất bởi", "được hợp nhất tại"}, Voice::passive, 6);
  add("interprets", {"được giải thích bởi", "được giải thích tại"}, Voice::passive, 6);
  add("announces", {"được công bố bởi"}, Voice::passive, 4);
  add("implements", {"được triển khai bởi", "được triển khai thực hiện bởi", "được cụ thể hóa bởi", "được cụ thể hóa tại"}, Voice::passive, 6);

  add("amends", without_comma({"sửa đổi, bổ sung một số điều của", "sửa đổi, bổ sung một số nội dung của", "sửa đổi, bổ sung một số điều", "sửa đổi, bổ sung"}), Voice::active, 14, false);
  add("amends", {"sửa đổi một số điều của", "sửa đổi một số điều", "bổ sung một số điều của", "sửa đổi", "bổ sung"}, Voice::active, 14, false);
  add("amends", joined({"thay thế", "thay", "bỏ", "bãi bỏ", "thay thế, bãi bỏ", "thay thế, bỏ", "bổ sung", "sửa đổi"}, {"cụm từ", "từ, cụm từ", "một số từ", "một số cụm từ", "các cụm từ", "các từ"}), Voice::active, 40, false);
  add("replaces", {"thay thế cho", "thay thế"}, Voice::active, 8);
  add("repeals", {"bãi bỏ toàn bộ", "bãi bỏ một phần", "bãi bỏ"}, Voice::active, 14);
  add("repeals", {"chấm dứt hiệu lực của", "chấm dứt hiệu lực thi hành của", "chấm dứt hiệu lực", "chấm dứt hiệu lực thi hành"}, Voice::active, 2);
  // Papers are cancelled too: "cấp phát, thu hồi, hủy bỏ bằng tốt nghiệp và Thông tư số ...".
  add("repeals", {"hủy bỏ", "huỷ bỏ"}, Voice::active, 2);
  add("suspends", standing_still(), Voice::active, 10);
  add("corrects", {"đính chính"}, Voice::active, 10);
  add("extends", going_on(), Voice::active, 14);
  add("extends", {"kéo dài thời hạn", "kéo dài thời gian", "gia hạn", "kéo dài"}, Voice::active, 2, false);
  add("consolidates", {"hợp nhất"}, Voice::active, 4, false);
  // Only who has the power interprets a law (Quốc hội's standing committee): its resolution says so in title and Điều 1.
  add("interprets", {"giải thích"}, Voice::active, 8, false);
  add("announces", {"công bố"}, Voice::active, 3, false);

  add("guides", {"quy định chi tiết và hướng dẫn thi hành", "quy định chi tiết và biện pháp thi hành", "quy định chi tiết và hướng dẫn biện pháp thi hành", "quy định chi tiết thi hành", "quy định chi tiết",
                 "hướng dẫn chi tiết thi hành", "hướng dẫn chi tiết việc thi hành", "hướng dẫn chi tiết", "hướng dẫn thi hành", "hướng dẫn thực hiện", "hướng dẫn việc thực hiện", "hướng dẫn áp dụng", "biện pháp thi hành", "biện pháp tổ chức thi hành", "hướng dẫn triển khai"},
      Voice::active, 14, false);
  add("guides", {"hướng dẫn"}, Voice::active, 6, false);
  // "Nghị định quy định việc áp dụng Luật Phá sản đối với tổ chức tín dụng": how a law applies to some.
  add("guides", {"quy định việc áp dụng", "quy định việc thi hành", "quy định về việc áp dụng", "quy định về việc thi hành"}, Voice::active, 2, false);

  // The cited text supplies a rule. "thực hiện theo quy định tại" is no implementation.
  add("implements", {"thực hiện đúng các quy định tại", "thực hiện đúng quy định tại", "thực hiện đúng các quy định của", "thực hiện đúng quy định của", "thực hiện nghiêm các quy định tại",
                     "thực hiện nghiêm quy định tại", "thực hiện nghiêm các quy định của", "chấp hành nghiêm các quy định của", "chấp hành nghiêm quy định của", "chấp hành nghiêm túc các quy định của", "chấp hành nghiêm túc quy định của", "thực hiện nghiêm túc các quy định của", "thực hiện nghiêm túc các quy định tại",
                     "thực hiện đầy đủ quy định tại", "thực hiện đầy đủ các quy định tại", "thực hiện đầy đủ quy định của", "thực hiện đầy đủ các quy định của", "thực hiện các quy định của", "thực hiện các quy định tại", "thực hiện quy định tại", "thực hiện quy định của"},
      Voice::active, 4);
  add("refers", {"thực hiện theo quy định tại", "thực hiện theo quy định của", "thực hiện theo các quy định tại", "thực hiện theo quy định", "thực hiện theo hướng dẫn tại", "thực hiện theo hướng dẫn của", "thực hiện theo đúng quy định tại",
                 "thực hiện theo đúng quy định của", "thực hiện theo nội dung", "được thực hiện theo", "thực hiện theo", "theo quy định tại", "theo quy định của", "theo quy định trong", "theo các quy định tại",
                 "theo các quy định của", "theo đúng quy định tại", "theo đúng quy định của", "theo hướng dẫn tại", "theo hướng dẫn của", "theo quy định", "theo đúng", "quy định tại", "quy định trong", "quy định ở", "quy định của", "các quy định của", "quy định khác của", "quy định có liên quan của", "quy định liên quan của",
                 "hướng dẫn tại", "nêu tại", "nêu trong", "được giao tại", "ghi tại", "áp dụng theo", "áp dụng quy định của", "áp dụng quy định tại", "áp dụng", "phù hợp với", "phù hợp quy định của", "trái với", "tuân thủ", "tuân theo", "đối chiếu với",
                 "đối chiếu quy định của", "đối chiếu", "bảo đảm quy định của", "đáp ứng quy định của", "vi phạm quy định tại", "vi phạm", "theo", "căn cứ vào"},
      Voice::active, 4);
  add("refers", {"trên cơ sở"}, Voice::active, 2);
  add("implements", {"triển khai thực hiện", "tổ chức thực hiện", "tổ chức triển khai thực hiện", "triển khai thi hành", "tổ chức thi hành", "quán triệt và triển khai thực hiện", "quán triệt, triển khai thực hiện",
                     "quán triệt", "cụ thể hóa", "cụ thể hoá", "hiện thực hóa", "hiện thực hoá", "thể chế hóa", "thể chế hoá", "triển khai", "thi hành", "thực thi", "thực hiện", "chấp hành"},
      Voice::active, 9);
  // What a plan sets is done: "thực hiện các nhiệm vụ theo Kế hoạch số ...".
  add("implements", joined(joined({"thực hiện", "triển khai", "triển khai thực hiện"}, {"các nhiệm vụ", "nhiệm vụ", "các nội dung, nhiệm vụ", "các nhiệm vụ, giải pháp", "các nhiệm vụ được giao"}), {"theo", "tại", "của"}), Voice::active, 2);
  add("implements", {"đã đề ra tại", "đã đề ra trong", "được đề ra trong", "được đề ra tại", "đề ra tại", "đề ra trong", "được đưa ra tại", "đưa ra tại", "bám sát nội dung", "bám sát mục tiêu, nhiệm vụ, giải pháp tại", "bám sát các mục tiêu, nhiệm vụ, giải pháp tại", "bám sát"}, Voice::active, 2);
  add("issued_with", {"ban hành kèm theo", "được ban hành kèm theo", "phê duyệt kèm theo", "ban hành theo", "ban hành kèm", "kèm theo"}, Voice::active, 2);
  std::stable_sort(c.begin(), c.end(), [](const Cue& a, const Cue& b) { return a.phrase.size() > b.phrase.size(); });
  return c;
}

}  // namespace

// Cues of relation_triggers (DOMAIN.md 5), the longer ones first. One row a wording.
const std::vector<Cue>& cues() {
  static const std::vector<Cue> all = made();
  return all;
}

const text::PhraseTable& cue_table() {
  static const text::PhraseTable table = [] {
    std::vector<const Phrase*> phrases;
    for (const Cue& cue : cues()) phrases.push_back(&cue.phrase);
    return text::PhraseTable(phrases);
  }();
  return table;
}

// GUIDE: the strongest that fits.
int strength(std::string_view relation) {
  static constexpr std::string_view kOrder[] = {"mention", "refers", "issued_with", "announces", "basis", "implements", "guides", "interprets", "consolidates",
                                                "extends", "corrects", "suspends", "amends", "replaces", "repeals"};
  const auto found = std::find(std::begin(kOrder), std::end(kOrder), relation);
  return found == std::end(kOrder) ? 0 : static_cast<int>(found - std::begin(kOrder));
}

}  // namespace tracuu::relation
