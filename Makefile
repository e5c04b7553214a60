.PHONY: build demo test lint bench fuzz
build: ; CGO_ENABLED=0 go build -trimpath -o onrecord ./cmd/onrecord
demo:  ; script/demo
test:  ; script/test
lint:  ; golangci-lint run
bench: ; go test -run '^$$' -bench . -benchmem ./...
# Every fuzz target for ten seconds each.
fuzz:
	@for p in $$(go list ./...); do for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz'); do \
		go test -run '^$$' -fuzz "^$$f$$" -fuzztime 10s $$p || exit 1; done; done
