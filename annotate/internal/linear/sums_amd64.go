package linear

import "golang.org/x/sys/cpu"

var hasFast = cpu.X86.HasAVX2

//go:noescape
func sumAVX2(rows *int8, shift uint, features *uint64, n int, sum *[breadth]int16)
