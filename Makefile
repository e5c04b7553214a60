.PHONY: build demo check test lint bench benchmarks fuzz
build: ; CGO_ENABLED=0 go build -trimpath -o onrecord ./cmd/onrecord
demo:  ; script/demo
# An answer while you work, in less than a minute: format, vet, and the tests without the long ones.
check:
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "gofmt: $$unformatted"; exit 1; }
	CGO_ENABLED=0 go vet ./...
	CGO_ENABLED=0 go test -short ./...
test:  ; script/test
lint:  ; script/lint
# The whole way on a made-up corpus, written to docs/bench: some minutes on an idle machine. "make bench ARGS=-long": hours.
bench: ; CGO_ENABLED=0 go run ./script/bench $(ARGS)
benchmarks: ; go test -run '^$$' -bench . -benchmem ./...
fuzz:  ; script/fuzz
