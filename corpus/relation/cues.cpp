#include "corpus/relation/cues.h"

#include <algorithm>

namespace tracuu::relation {

using text::Phrase;

// Cues of relation_triggers (DOMAIN.md 5), the longer ones first. One row a wording.
const std::vector<Cue>& cues() {
  static const std::vector<Cue> all = [] {
    std::vector<Cue> c;
    const auto add = [&](const char* relation, std::initializer_list<const char*> phrases, Voice voice = Voice::active, std::size_t reach = 6, bool anywhere = true) {
      for (const char* p : phrases) c.push_back({Phrase(p), relation, voice, reach, anywhere});
    };
    // Passive forms turn the edge round.
    add("amends", {"được sửa đổi, bổ sung một số điều bởi", "được sửa đổi, bổ sung một số điều tại", "được sửa đổi, bổ sung một số điều theo", "được sửa đổi, bổ sung bởi",
                   "được sửa đổi, bổ sung tại", "được sửa đổi, bổ sung theo", "được sửa đổi bởi", "được sửa đổi tại", "được sửa đổi theo", "được bổ sung bởi", "được bổ sung tại",
                   "được bổ sung theo", "được sửa đổi, bổ sung", "sửa đổi, bổ sung bởi", "sửa đổi, bổ sung tại", "sửa đổi bởi", "sửa đổi tại", "sửa đổi, bổ sung theo", "được sửa đổi bổ sung bởi", "được sửa đổi bổ sung tại",
                   "được sửa đổi bổ sung theo", "được sửa đổi bổ sung một số điều theo", "được sửa đổi bổ sung một số điều tại", "được sửa đổi bổ sung một số điều bởi"},
        Voice::passive, 10);
    add("replaces", {"được thay thế bởi", "được thay thế bằng", "bị thay thế bởi", "thay thế bởi", "được thay thế tại"}, Voice::passive, 6);
    add("repeals", {"bị bãi bỏ bởi", "được bãi bỏ bởi", "bị bãi bỏ tại", "được bãi bỏ tại", "bãi bỏ bởi", "bãi bỏ tại"}, Voice::passive, 6);
    add("corrects", {"được đính chính bởi", "được đính chính tại", "được đính chính theo"}, Voice::passive, 6);
    add("guides", {"được hướng dẫn bởi", "được quy định chi tiết bởi", "được quy định chi tiết tại", "được hướng dẫn tại", "được hướng dẫn thi hành bởi", "được hướng dẫn thi hành tại", "được quy định chi tiết thi hành bởi",
                   "được quy định chi tiết thi hành tại"}, Voice::passive, 6);
    add("suspends", {"bị ngưng hiệu lực bởi", "bị tạm ngưng hiệu lực bởi", "bị đình chỉ bởi", "bị đình chỉ thi hành bởi", "bị đình chỉ việc thi hành bởi", "được tạm ngưng hiệu lực bởi", "bị ngưng hiệu lực tại"}, Voice::passive, 6);
    add("extends", {"được kéo dài bởi", "được gia hạn bởi", "được kéo dài thời hạn áp dụng bởi", "được kéo dài thời gian thực hiện bởi", "được kéo dài tại", "được gia hạn tại"}, Voice::passive, 6);
    add("consolidates", {"được hợp nhất bởi", "được hợp nhất tại"}, Voice::passive, 6);
    add("implements", {"được triển khai bởi", "được triển khai thực hiện bởi", "được cụ thể hóa bởi", "được cụ thể hóa tại"}, Voice::passive, 6);

    add("amends", {"sửa đổi, bổ sung một số điều của", "sửa đổi, bổ sung một số nội dung của", "sửa đổi, bổ sung một số điều", "sửa đổi, bổ sung", "sửa đổi một số điều của", "sửa đổi một số điều",
                   "sửa đổi bổ sung một số điều của", "sửa đổi bổ sung", "bổ sung một số điều của", "sửa đổi", "bổ sung"},
        Voice::active, 14, false);
    add("amends", {"thay thế cụm từ", "thay cụm từ", "bỏ cụm từ", "bãi bỏ cụm từ"}, Voice::active, 40, false);
    add("replaces", {"thay thế cho", "thay thế"}, Voice::active, 8);
    add("repeals", {"bãi bỏ toàn bộ", "bãi bỏ một phần", "bãi bỏ", "hủy bỏ", "huỷ bỏ"}, Voice::active, 14);
    add("suspends", {"ngưng hiệu lực", "tạm ngưng hiệu lực", "đình chỉ việc thi hành", "đình chỉ thi hành", "ngưng áp dụng", "tạm ngưng áp dụng"}, Voice::active, 10);
    add("corrects", {"đính chính"}, Voice::active, 10);
    add("extends", {"kéo dài thời hạn áp dụng", "kéo dài thời gian thực hiện", "kéo dài thời gian áp dụng", "gia hạn hiệu lực", "kéo dài hiệu lực", "kéo dài thời hạn"}, Voice::active, 14);
    add("consolidates", {"hợp nhất"}, Voice::active, 4, false);

    add("guides", {"quy định chi tiết và hướng dẫn thi hành", "quy định chi tiết và biện pháp thi hành", "quy định chi tiết và hướng dẫn biện pháp thi hành", "quy định chi tiết thi hành", "quy định chi tiết",
                   "hướng dẫn chi tiết", "hướng dẫn thi hành", "hướng dẫn thực hiện", "hướng dẫn việc thực hiện", "hướng dẫn áp dụng", "biện pháp thi hành", "hướng dẫn triển khai"},
        Voice::active, 14, false);
    add("guides", {"hướng dẫn"}, Voice::active, 6, false);

    // The cited text supplies a rule. "thực hiện theo quy định tại" is no implementation.
    add("implements", {"thực hiện đúng các quy định tại", "thực hiện đúng quy định tại", "thực hiện đúng các quy định của", "thực hiện đúng quy định của", "thực hiện nghiêm các quy định tại",
                       "thực hiện nghiêm quy định tại", "thực hiện nghiêm các quy định của", "chấp hành nghiêm các quy định của", "thực hiện nghiêm túc các quy định của", "thực hiện nghiêm túc các quy định tại",
                       "thực hiện đầy đủ quy định tại", "thực hiện đầy đủ các quy định tại", "thực hiện đầy đủ quy định của", "thực hiện đầy đủ các quy định của", "thực hiện các quy định của", "thực hiện các quy định tại", "thực hiện quy định tại", "thực hiện quy định của"},
        Voice::active, 4);
    add("refers", {"thực hiện theo quy định tại", "thực hiện theo quy định của", "thực hiện theo các quy định tại", "thực hiện theo quy định", "thực hiện theo hướng dẫn tại", "thực hiện theo hướng dẫn của", "thực hiện theo đúng quy định tại",
                   "thực hiện theo đúng quy định của", "thực hiện theo nội dung", "được thực hiện theo", "thực hiện theo", "theo quy định tại", "theo quy định của", "theo quy định trong", "theo các quy định tại",
                   "theo các quy định của", "theo đúng quy định tại", "theo đúng quy định của", "theo hướng dẫn tại", "theo hướng dẫn của", "theo quy định", "theo đúng", "quy định tại", "quy định trong", "quy định ở", "quy định của", "các quy định của",
                   "hướng dẫn tại", "nêu tại", "ghi tại", "áp dụng theo", "áp dụng quy định của", "áp dụng quy định tại", "áp dụng", "phù hợp với", "phù hợp quy định của", "trái với", "tuân thủ", "tuân theo", "đối chiếu với",
                   "đối chiếu quy định của", "đối chiếu", "bảo đảm quy định của", "đáp ứng quy định của", "vi phạm quy định tại", "vi phạm", "theo"},
        Voice::active, 4);
    add("implements", {"triển khai thực hiện", "tổ chức thực hiện", "tổ chức triển khai thực hiện", "triển khai thi hành", "tổ chức thi hành", "quán triệt và triển khai thực hiện", "quán triệt, triển khai thực hiện",
                       "quán triệt", "cụ thể hóa", "cụ thể hoá", "thể chế hóa", "thể chế hoá", "triển khai", "thi hành", "thực thi", "thực hiện", "chấp hành"},
        Voice::active, 9);
    add("implements", {"đã đề ra tại", "được đề ra tại", "đề ra tại", "đề ra trong", "được đưa ra tại", "đưa ra tại", "bám sát nội dung", "bám sát"}, Voice::active, 2);
    add("issued_with", {"ban hành kèm theo", "được ban hành kèm theo", "ban hành theo", "kèm theo"}, Voice::active, 2);
    std::stable_sort(c.begin(), c.end(), [](const Cue& a, const Cue& b) { return a.phrase.size() > b.phrase.size(); });
    return c;
  }();
  return all;
}

// GUIDE: the strongest that fits.
int strength(std::string_view relation) {
  static constexpr std::string_view kOrder[] = {"mention", "refers", "issued_with", "basis", "implements", "guides", "extends", "corrects", "suspends", "amends", "replaces", "repeals"};
  const auto found = std::find(std::begin(kOrder), std::end(kOrder), relation);
  return found == std::end(kOrder) ? 0 : static_cast<int>(found - std::begin(kOrder));
}

}  // namespace tracuu::relation
