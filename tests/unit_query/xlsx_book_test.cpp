/// What the workbooks measure themselves, because no program measures merged or wrapped cells alike.
#include <catch2/catch.hpp>

#include "query/report/xlsx_book.h"

using tracuu::report::XlsxBook;

TEST_CASE("a row is as high as its words, and capitals take more room") {
  CHECK(XlsxBook::lines_in("", 40) == 1);
  CHECK(XlsxBook::lines_in("Quy định việc lập sổ kho ấn chỉ tại điểm thu phí", 50) == 1);
  CHECK(XlsxBook::lines_in("QUY ĐỊNH VIỆC LẬP SỔ KHO ẤN CHỈ TẠI ĐIỂM THU PHÍ", 50) == 2);
  CHECK(XlsxBook::lines_in("Quy định việc lập sổ kho ấn chỉ tại điểm thu phí", 20) == 3);
}
