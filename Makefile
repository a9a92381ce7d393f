# Two commands do everything on a fresh Debian 12 with Swift: 'make demo' and 'make test'.
# Both install what is missing, and ask for nothing else.

PREFIX ?= /usr/local
# A hook starts twice in a push, so the binary is one static, position-independent file: docs/decisions/9-one-static-file.md.
STATIC_PIE = --disable-local-rpath -Xswiftc -static-executable -Xswiftc -use-ld=lld \
  -Xswiftc -Xclang-linker -Xswiftc -static-pie -Xlinker --pack-dyn-relocs=relr \
  -Xlinker --icf=all -Xlinker -O2
# An eighth of the binary, which has a limit, would be tables for exceptions that nobody throws.
NO_UNWIND_TABLES = -Xlinker --no-eh-frame-hdr -Xlinker -T -Xlinker $(CURDIR)/Scripts/no-unwind-tables.ld
# Types are found by their accessors, not by name: by name each one that a hook uses first is looked up in thousands of conformances.
DIRECT_METADATA = -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
# An eighth of a long range was the C library's allocator, which makes each small block anew: docs/decisions/14-allocator.md.
ALLOCATOR = -Xlinker -l:libjemalloc_pic.a
BUILD = swift build -c release --static-swift-stdlib $(STATIC_PIE) $(NO_UNWIND_TABLES) $(DIRECT_METADATA) $(ALLOCATOR) --product countersign
BINARY = .build/release/countersign

.PHONY: build demo test lint fuzz bench bench-classify install uninstall man completions dependencies test-dependencies clean

# A module is not compiled again when a structure changes its layout that it knows through another module's internal
# import alone, and a hook built so crashes: what is ours is compiled anew whenever any of it changed.
define compile-anew-what-changed
@[ -f .build/$(1)/countersign ] && [ -z "$$(find Package.swift Sources -newer .build/$(1)/countersign -print -quit)" ] || \
  for module in $(notdir $(wildcard Sources/* Tests/*)); do \
    rm -f .build/*/$(1)/$$module.build/*.o .build/*/$(1)/Modules/$$module.swiftmodule; \
  done
endef

build: dependencies
	$(call compile-anew-what-changed,release)
	$(BUILD)

demo: build
	demo/run $(BINARY)

test: test-dependencies lint
	$(call compile-anew-what-changed,debug)
	swift build --build-tests
	swift test --skip-build

# What the compiler does not check: style, sizes, and that libgit2 and Foundation stay where they belong.
lint:
	Scripts/lint

# Every parser of a stranger's bytes for SECONDS each, or TARGET alone: docs/fuzzing.md.
SECONDS ?= 20
fuzz: test-dependencies
	Scripts/fuzz $(SECONDS) $(TARGET)

bench: build
	Benchmarks/run $(BINARY)

bench-classify: build
	Benchmarks/run $(BINARY) classify

# The binary, as 'git countersign' too, the host hooks, the templates, the man page and the completions.
install: build man completions
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/countersign
	install -s -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/countersign
	ln -sf countersign $(DESTDIR)$(PREFIX)/bin/git-countersign
	cp -R hooks templates $(DESTDIR)$(PREFIX)/share/countersign/
	install -D -m 644 .build/man/countersign.1 $(DESTDIR)$(PREFIX)/share/man/man1/countersign.1
	ln -sf countersign.1 $(DESTDIR)$(PREFIX)/share/man/man1/git-countersign.1
	install -D -m 644 .build/completions/countersign.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/countersign
	install -D -m 644 .build/completions/_countersign $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_countersign
	install -D -m 644 .build/completions/countersign.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/countersign.fish

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/share/countersign
	rm -f $(DESTDIR)$(PREFIX)/bin/countersign $(DESTDIR)$(PREFIX)/bin/git-countersign \
	  $(DESTDIR)$(PREFIX)/share/man/man1/countersign.1 $(DESTDIR)$(PREFIX)/share/man/man1/git-countersign.1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/countersign \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_countersign \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/countersign.fish

man: build
	mkdir -p .build/man
	Scripts/man-page $(BINARY) >.build/man/countersign.1

completions: build
	mkdir -p .build/completions
	$(BINARY) --generate-completion-script bash >.build/completions/countersign.bash
	$(BINARY) --generate-completion-script zsh >.build/completions/_countersign
	$(BINARY) --generate-completion-script fish >.build/completions/countersign.fish

dependencies:
	Scripts/install-dependencies build

test-dependencies:
	Scripts/install-dependencies build test

clean:
	rm -rf .build
