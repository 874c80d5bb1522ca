#include "corpus/citation/key.h"

#include <algorithm>

namespace tracuu::citation {
namespace {

// Names fold to one slug: "Luật Đất đai" -> "dat-dai".
std::string name_slug(std::string_view name) {
  std::string s = registry::slug(name);
  for (const std::string_view head : {"bo-luat-", "luat-", "phap-lenh-"})
    if (s.starts_with(head)) return s.substr(head.size());
  return s;
}

std::string type_slug(const model::Mention& mention, const Number* number, const registry::Registry& registry) {
  if (number && !number->type_symbol.empty()) {
    const std::string& symbol = number->type_symbol;
    if (symbol == "L" || symbol == "LCT") return "lenh";
    if (symbol == "TT" && !number->issuers.empty() && number->issuers.front() == "LB") return "ttlt";
    if (text::lower(symbol) == text::lower("QĐi")) return "qdi";
    if (symbol == "QĐNS") return "qdns";
    // "Đề án" and "Dự án" share DA; the Party's and the state's slugs are one here.
    if (const auto* type = registry.type_by_symbol(symbol); type && !type->slug.empty()) return type->code == "ĐA" ? "dean" : type->slug;
    return registry::slug(symbol);
  }
  if (mention.type.empty() || mention.type == "KHAC") return "?";
  if (mention.type == "QyĐ") return "qd";
  if (mention.type == "ĐA") return "dean";
  const auto* type = registry.type(mention.type);
  return type ? type->slug : "?";
}

// "Luật sửa đổi Bộ luật Hình sự", "Luật sửa đổi, bổ sung một số điều của Luật A": the name of the law that is amended.
std::string amended_name(const std::string& name) {
  if (text::fold(name).find(" sua doi") == std::string::npos) return name;
  std::size_t at = std::string::npos;
  for (const std::string_view head : {" Luật ", " Bộ luật ", " Pháp lệnh "}) at = std::min(at, name.find(head));
  return at == std::string::npos ? name : name.substr(at + 1);
}

}  // namespace

std::string issuer_of(const Number& number, const registry::Registry& registry) {
  std::string slug;
  for (const std::string& symbol : number.issuers) {
    std::string one;
    if (number.shape == NumberShape::old && symbol == "CT") {
      one = "ct-hdbt";  // 52-CT: Chairman of the Council of Ministers, 1981-1992
    } else if (const auto* issuer = registry.issuer_by_symbol(symbol)) {
      one = issuer->slug;
      if (issuer->local) one += ".?";
    } else if (symbol.starts_with("ĐU") && symbol.size() > 3) {
      one = "du." + registry::slug(symbol.substr(3));
    } else {
      one = registry::slug(symbol);
      if (one.starts_with("bcd")) one = "bcd.?";
    }
    if (number.shape == NumberShape::letter || number.shape == NumberShape::individual) {
      if (slug.empty()) slug = one;
      if (number.type_symbol != "TTLT" && number.type_symbol != "NQLT") break;
      if (slug == one) continue;
    }
    if (number.shape == NumberShape::qppl && !slug.empty() && number.type_symbol != "TTLT" && number.type_symbol != "NQLT") break;
    slug += (slug.empty() ? "" : "+") + one;
  }
  return slug;
}

const Keys::Stated& Keys::stated(const std::string& issuer, model::Date day) {
  // The mergers of 01/7/2025 are the only day that changes a slug (Registry::find_province).
  const bool after = day.is_set() && day >= model::Date{2025, 7, 1};
  const auto [place, fresh] = issuers_.try_emplace((after ? "+" : "-") + issuer);
  if (fresh) {
    place->second.slug = registry_.issuer_slug(issuer, day);
    place->second.open = registry_.issuer_slug(issuer, day, "?");
    if (const auto* province = registry_.find_province(issuer, day)) place->second.province = province->slug;
  }
  return place->second;
}

// The one act that a law's name with its date or year means; empty if none or several.
const std::string& Keys::law(const model::Mention& mention) {
  const auto [place, fresh] = laws_.try_emplace(mention.name + "|" + mention.date.iso() + "|" + std::to_string(mention.year));
  if (!fresh) return place->second;
  std::vector<const registry::Act*> acts;
  const auto collect = [&](const std::string& name, auto fits) {
    for (const auto* row : registry_.law_names(name)) {
      const auto* act = registry_.act(row->act_id);
      if (act && fits(*act) && std::find(acts.begin(), acts.end(), act) == acts.end()) acts.push_back(act);
    }
  };
  const model::Date day = mention.date;
  const int year = mention.year;
  collect(mention.name, [&](const registry::Act& act) { return day.is_set() ? act.date == day : year && act.date.year == year; });
  if (acts.empty() && day.is_set())
    collect(mention.name, [&](const registry::Act& act) { return !act.date.is_set() && act.id.find("/" + std::to_string(day.year) + "/") != std::string::npos; });
  // "Luật Xây dựng sửa đổi 2020", "Bộ luật Hình sự 2017": the amending law of that year.
  if (acts.empty() && year) {
    std::string base = mention.name;
    static constexpr std::string_view kAmended = " sửa đổi";
    if (base.ends_with(kAmended)) base.resize(base.size() - kAmended.size());
    for (const auto* amended : registry_.law_names(amended_name(base)))
      for (const auto* row : registry_.laws_amending(amended->act_id)) {
        const auto* act = registry_.act(row->act_id);
        if (act && act->date.year == year && std::find(acts.begin(), acts.end(), act) == acts.end()) acts.push_back(act);
      }
  }
  // The user's names mean one act each.
  if (acts.empty() && !year && !day.is_set())
    for (const auto* row : registry_.law_names(mention.name))
      if (const auto* act = row->of_user ? registry_.act(row->act_id) : nullptr) acts.push_back(act);
  if (acts.size() == 1) place->second = acts[0]->id;
  return place->second;
}

void Keys::make(model::Mention& mention, const Number* number) {
  const registry::Registry& registry = registry_;
  const model::Date day = mention.date.is_valid() ? mention.date
                          : mention.year           ? model::Date{mention.year, 12, 31}
                                                   : model::Date{};
  std::string issuer = number ? issuer_of(*number, registry) : std::string{};
  if (number && !number->term.empty()) mention.term = number->term;
  // Words tell the place that a number never prints.
  if (!mention.issuer.empty()) {
    const Stated& known = this->stated(mention.issuer, day);
    const std::string& stated = known.slug;
    if (!known.province.empty()) mention.province = known.province;
    const std::size_t unknown = issuer.find(".?");
    if (issuer.empty()) {
      issuer = stated;
      if (stated == "ubnd" || stated == "hdnd" || stated == "tu" || stated == "hu") issuer += ".?";
    } else if (unknown != std::string::npos) {
      const std::string body = issuer.substr(0, unknown);
      const std::size_t dot = stated.find('.');
      if (stated.substr(0, dot) == body && dot != std::string::npos) issuer = stated;
      else if (!known.province.empty()) issuer = body + "." + known.province;
      else if (body == "du") {
        if (stated.starts_with("du.") || stated.starts_with("dang-uy")) issuer = stated;
      }
    }
  }
  if (issuer == "du.?" && mention.issuer.empty()) issuer = "du.?";
  const bool law = mention.type == "L" || mention.type == "BL" || mention.type == "PL" || mention.type == "HP";
  if (issuer.empty() && law) issuer = mention.type == "PL" ? "ubtvqh" : "qh";
  if (issuer.empty()) {
    if (mention.type == "NĐ") issuer = "cp";
    else if (mention.type == "ĐL") issuer = "dh";
  }
  mention.issuer_slug = issuer;
  const std::string type = type_slug(mention, number, registry);
  // The key shows what is open; `issuer_slug` stays what was stated.
  if (!mention.issuer.empty())
    if (const Stated& known = this->stated(mention.issuer, day); known.slug == issuer) issuer = known.open;

  if (mention.type == "QCVN" || mention.type == "TCVN") {
    std::string rest = text::lower(mention.number);
    std::replace(rest.begin(), rest.end(), ' ', '-');
    if (!rest.empty() && rest[0] == '0') rest.erase(0, rest.find_first_not_of('0'));
    std::string kind = type;
    if (!mention.name.empty()) kind = registry::slug(mention.name);
    mention.key = kind + "/" + rest + (mention.type == "QCVN" && rest.find('/') == std::string::npos ? "/?" : "");
    return;
  }
  if (mention.type == "HP") {
    mention.key = "qh/hp/" + (mention.year ? std::to_string(mention.year) : "_");
    return;
  }
  std::string time = "_";
  if (number && number->year) time = std::to_string(number->year);
  else if (mention.date.is_set()) time = mention.date.iso();
  else if (mention.year) time = std::to_string(mention.year) + (number ? "?" : "");
  std::string sequence = "_";
  if (number) {
    sequence = number->sequence;
    const auto first = sequence.find_first_not_of('0');
    if (first != std::string::npos) sequence.erase(0, first);
    if (sequence.empty()) sequence = "?";
  } else if (law && !mention.name.empty()) {
    // A name with a year or a date is one act if the registry knows it.
    if (const std::string& id = this->law(mention); !id.empty()) {
      mention.key = id;
      return;
    }
    sequence = name_slug(mention.name);
    if (mention.year && !mention.date.is_set()) time = std::to_string(mention.year);
  }
  if (!number && !law && !mention.name.empty()) {  // a name of the user's catalogue
    if (const std::string& id = this->law(mention); !id.empty()) {
      mention.key = id;
      return;
    }
  }
  mention.key = (issuer.empty() ? "?" : issuer) + "/" + type + "/" + time + "/" + sequence;
}

}  // namespace tracuu::citation
