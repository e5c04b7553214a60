//go:build !amd64

package f32

func fast() bool { return false }

func half() bool { return false }

func kernel6x16(k int, a, b, c *float32, ldc int)  { panic("f32: no kernel") }
func kernel12x32(k int, a, b, c *float32, ldc int) { panic("f32: no kernel") }
func dot16(n int, x, y *float32) float32           { panic("f32: no kernel") }
func axpy16(n int, alpha float32, x, y *float32)   { panic("f32: no kernel") }
func mulacc16(n int, x, y, z *float32)             { panic("f32: no kernel") }

func recur16(n int, p *Recurrence)    { panic("f32: no kernel") }
func back16(n int, p *BackRecurrence) { panic("f32: no kernel") }
