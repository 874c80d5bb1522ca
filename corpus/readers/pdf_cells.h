#pragma once
/// Cells of tables in PDF text. poppler joins neighbouring cells of a narrow-ruled table into one block, whose lines then run
/// across the columns ("Tổng hợp, theo dõi việc giải quyết 100% kiến nghị cử tri"): a citation that wraps inside its cell is cut
/// by the words of the next. The places of the words tell where the cells are. Not for other rooms.
#include <string>
#include <vector>

namespace tracuu::readers::internal {

/// A word and its place on the page, in points from the upper left corner.
struct PlacedWord {
  std::string text;
  double left = 0, right = 0, top = 0, height = 0;
};
using WordLine = std::vector<PlacedWord>;

using Block = std::vector<WordLine>;

/// Splits the blocks of a page into the cells that stand side by side in them, left to right, each a list of lines.
///
/// A gutter is a vertical strip that no word of a block covers and at which most lines have a gap well above their usual one
/// (justified prose has equal gaps in a line, so its rivers do not pass), with the words after it at one left edge. A gutter of one
/// block is believed of the blocks around it, where cells of unequal height show no line that crosses it. Left alone are columns of
/// labels ("1.", "a)", "-"), which belong to the text on their right, and blocks whose lines are records of their own: only where
/// lines go on in small letters do cells wrap.
///
/// @return for each block its cells; no cells if the block is to be read as it is
[[nodiscard]] std::vector<std::vector<Block>> split_cells(const std::vector<Block>& page);

}  // namespace tracuu::readers::internal
