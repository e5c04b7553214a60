module onrecord

go 1.26.0

toolchain go1.26.8

require (
	github.com/alecthomas/kong v1.17.0
	golang.org/x/text v0.43.0
)
