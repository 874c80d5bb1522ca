// Settings of jemalloc in tracuu-index, which reads them from this name.
//
// Xapian keeps each posting of a run in a node of a tree, some hundred MB of small pieces that come and go: pages that are
// given back are faulted in again a moment later. Large pages, never given back during a run: 20.8 -> 19.4 s of CPU on
// 101.8 MB of text, 153 -> 200 MB of memory at most.
extern "C" const char* malloc_conf;
const char* malloc_conf = "thp:always,metadata_thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1";
