#ifndef CSTATICLIBGIT2_H
#define CSTATICLIBGIT2_H
// This target has no interface: it links libgit2.a and stands in for its network side.
#endif
