#include <catch2/catch.hpp>

#include "corpus/readers/readers.h"

using tracuu::model::Format;
using tracuu::readers::detect_format;

TEST_CASE("a text or Markdown file that begins with a fragment of HTML stays text") {
  CHECK(detect_format("<p align=\"center\"><b>ỦY BAN NHÂN DÂN</b></p>\n", "quyet-dinh.txt") == Format::text);
  CHECK(detect_format("<center>\n\n**ỦY BAN NHÂN DÂN**\n", "quyet-dinh.md") == Format::markdown);
  CHECK(detect_format("<!DOCTYPE html><html><body>", "quyet-dinh.txt") == Format::html);
  CHECK(detect_format("<p>ỦY BAN NHÂN DÂN</p>", "quyet-dinh.html") == Format::html);
}
