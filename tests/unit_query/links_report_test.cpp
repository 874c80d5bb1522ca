/// Acts in words: what tells them apart on one line.
#include <catch2/catch.hpp>

#include "query/report/act_lines.h"

using namespace tracuu;

namespace {

resolve::Act only_cited(std::string issuer, std::string slug, std::string province = {}) {
  resolve::Act act;
  act.identity.issuer = std::move(issuer);
  act.identity.issuer_slug = std::move(slug);
  act.identity.province = std::move(province);
  return act;
}

}  // namespace

TEST_CASE("a local act that is only cited is shown with its place, as the registry knows the province") {
  CHECK(report::issuer_of(only_cited("", "tu.can-tho")) == "Thành ủy Cần Thơ");
  CHECK(report::issuer_of(only_cited("", "tu", "can-tho")) == "Thành ủy Cần Thơ");
  CHECK(report::issuer_of(only_cited("", "tu.hau-giang")) == "Tỉnh ủy Hậu Giang");
  CHECK(report::issuer_of(only_cited("", "ubnd", "an-giang")) == "Ủy ban nhân dân tỉnh An Giang");
  CHECK(report::issuer_of(only_cited("", "hdnd.can-tho")) == "Hội đồng nhân dân thành phố Cần Thơ");
}

TEST_CASE("words that leave the place to the citing document get it") {
  CHECK(report::issuer_of(only_cited("Ban Thường vụ Thành ủy", "tu.can-tho", "can-tho")) == "Ban Thường vụ Thành ủy Cần Thơ");
  CHECK(report::issuer_of(only_cited("Tỉnh ủy", "tu", "hau-giang")) == "Tỉnh ủy Hậu Giang");
  CHECK(report::issuer_of(only_cited("Ủy ban nhân dân tỉnh", "ubnd", "an-giang")) == "Ủy ban nhân dân tỉnh An Giang");
  CHECK(report::issuer_of(only_cited("UBND", "ubnd", "can-tho")) == "UBND thành phố Cần Thơ");
  CHECK(report::issuer_of(only_cited("Thành ủy Cần Thơ", "tu.can-tho", "can-tho")) == "Thành ủy Cần Thơ");
  CHECK(report::issuer_of(only_cited("Bộ Tư pháp", "btp")) == "Bộ Tư pháp");
}

TEST_CASE("no body is called 'Tỉnh ủy / Thành ủy trực thuộc TW'") {
  CHECK(report::issuer_of(only_cited("", "tu")).find('/') == std::string::npos);
  CHECK(report::issuer_of(only_cited("", "thu")).find('/') == std::string::npos);
}
