#!/bin/sh
# After a package is installed or renewed: its user is there, its settings are its own, services that ran run the new program.
set -e
if command -v systemd-sysusers >/dev/null; then
	systemd-sysusers onrecord.conf
elif ! getent passwd onrecord >/dev/null; then
	useradd --system --user-group --home-dir /var/lib/onrecord --shell /usr/sbin/nologin onrecord
fi
chgrp onrecord /etc/onrecord/onrecord.env
if [ -d /run/systemd/system ]; then
	systemctl daemon-reload
	systemctl try-restart onrecord.service onrecord-watch.service 'onrecord-work@*.service'
fi
