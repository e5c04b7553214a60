.PHONY: build demo check test lint bench fuzz
build: ; CGO_ENABLED=0 go build -trimpath -o onrecord ./cmd/onrecord
demo:  ; script/demo
# An answer while you work, in less than a minute: format, vet, and the tests without the long ones.
check:
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "gofmt: $$unformatted"; exit 1; }
	CGO_ENABLED=0 go vet ./...
	CGO_ENABLED=0 go test -short ./...
test:  ; script/test
lint:  ; script/lint
bench: ; go test -run '^$$' -bench . -benchmem ./...
fuzz:  ; script/fuzz
