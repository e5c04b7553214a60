package f32

import "golang.org/x/sys/cpu"

// fast reports whether the AVX-512 kernels may run.
func fast() bool { return cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ }

// half reports whether the AVX2 kernel may run.
func half() bool { return cpu.X86.HasAVX2 && cpu.X86.HasFMA }

//go:noescape
func kernel6x16(k int, a, b, c *float32, ldc int)

//go:noescape
func kernel12x32(k int, a, b, c *float32, ldc int)

//go:noescape
func dot16(n int, x, y *float32) float32

//go:noescape
func axpy16(n int, alpha float32, x, y *float32)

//go:noescape
func mulacc16(n int, x, y, z *float32)

//go:noescape
func recur16(n int, p *Recurrence)

//go:noescape
func back16(n int, p *BackRecurrence)
