package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"onrecord/internal/process"
	"onrecord/internal/web/webtest"
)

// The secret that signs a webhook's calls is shown to whoever saves it, and never
// again: on no page, by no answer for programs, in no line of the log.
func TestAWebhooksSecretIsShownOnce(t *testing.T) {
	store := filled(t, 1)
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s := serving(t, store, webtest.World{Few: 2}, reader)
	s.log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	status, body, _ := post(t, s, "/saved", "list", "statements", "q", "truce", "webhook", "https://hook.example/x")
	secret := regexp.MustCompile(`whsec_[A-Za-z0-9+/=]{20,}`).FindString(strings.ReplaceAll(body, "&#43;", "+"))
	if status != http.StatusOK || secret == "" {
		t.Fatalf("status %d, no secret in\n%s", status, body)
	}
	made := webtest.Send(t, s, http.MethodPost, "/saved", `{"list":"statements","q":"truce","webhook":"https://hook.example/y"}`)
	if !strings.Contains(made.Body.String(), "whsec_") {
		t.Fatalf("the API tells none: %s", made.Body)
	}
	looked := 0
	look := func(target string) {
		_, body, _ := get(t, s, target)
		if looked++; strings.Contains(body, "whsec_") || strings.Contains(body, strings.TrimPrefix(secret, "whsec_")) {
			t.Errorf("%s shows it", target)
		}
	}
	for _, all := range addresses(t, s, hostileRows{store}) {
		look(all[0])
	}
	for _, r := range routes(s.site, s.api, nil) {
		if r.call != nil && r.method == http.MethodGet && r.path != "/facts" {
			for _, path := range filledIn(t, hostileRows{store}, r.path)[:1] {
				look("/api/v1" + path)
			}
		}
	}
	look("/api/v1/saved?limit=10")
	if looked < 80 || strings.Contains(log.String(), "whsec_") {
		t.Errorf("%d looked at; log %s", looked, &log)
	}
}
