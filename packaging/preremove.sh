#!/bin/sh
# Before the package goes, its services stop; not where a newer one takes its place. The record in /var/lib/onrecord stays.
set -e
case "${1:-}" in
upgrade | 1) exit 0 ;;
esac
if [ -d /run/systemd/system ]; then
	systemctl --no-reload disable --now onrecord.service onrecord-watch.service || true
	systemctl stop 'onrecord-work@*.service' || true
fi
