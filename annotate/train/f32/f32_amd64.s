#include "textflag.h"

// One k step of one row: broadcast a[off], multiply with the two halves of the
// row of b in Z0 and Z1, add to the row's two accumulators.
#define ROW(off, t, lo, hi) \
	VBROADCASTSS off(SI), t  \
	VFMADD231PS  Z0, t, lo   \
	VFMADD231PS  Z1, t, hi

#define ZERO(lo, hi) \
	VPXORQ lo, lo, lo \
	VPXORQ hi, hi, hi

// Adds a row of accumulators to c and steps to the next row of c.
#define STORE(lo, hi) \
	VADDPS  (DX), lo, lo   \
	VADDPS  64(DX), hi, hi \
	VMOVUPS lo, (DX)       \
	VMOVUPS hi, 64(DX)     \
	ADDQ    R8, DX

// func kernel12x32(k int, a, b, c *float32, ldc int)
TEXT ·kernel12x32(SB), NOSPLIT, $0-40
	MOVQ k+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DI
	MOVQ c+24(FP), DX
	MOVQ ldc+32(FP), R8
	SHLQ $2, R8
	ZERO(Z8, Z9)
	ZERO(Z10, Z11)
	ZERO(Z12, Z13)
	ZERO(Z14, Z15)
	ZERO(Z16, Z17)
	ZERO(Z18, Z19)
	ZERO(Z20, Z21)
	ZERO(Z22, Z23)
	ZERO(Z24, Z25)
	ZERO(Z26, Z27)
	ZERO(Z28, Z29)
	ZERO(Z30, Z31)

step:
	VMOVUPS (DI), Z0
	VMOVUPS 64(DI), Z1
	ROW(0, Z2, Z8, Z9)
	ROW(4, Z3, Z10, Z11)
	ROW(8, Z4, Z12, Z13)
	ROW(12, Z5, Z14, Z15)
	ROW(16, Z2, Z16, Z17)
	ROW(20, Z3, Z18, Z19)
	ROW(24, Z4, Z20, Z21)
	ROW(28, Z5, Z22, Z23)
	ROW(32, Z2, Z24, Z25)
	ROW(36, Z3, Z26, Z27)
	ROW(40, Z4, Z28, Z29)
	ROW(44, Z5, Z30, Z31)
	ADDQ $48, SI
	ADDQ $128, DI
	DECQ CX
	JNZ  step

	STORE(Z8, Z9)
	STORE(Z10, Z11)
	STORE(Z12, Z13)
	STORE(Z14, Z15)
	STORE(Z16, Z17)
	STORE(Z18, Z19)
	STORE(Z20, Z21)
	STORE(Z22, Z23)
	STORE(Z24, Z25)
	STORE(Z26, Z27)
	STORE(Z28, Z29)
	STORE(Z30, Z31)
	VZEROUPPER
	RET

// func dot16(n int, x, y *float32) float32
// n is a multiple of 16.
TEXT ·dot16(SB), NOSPLIT, $0-28
	MOVQ   n+0(FP), CX
	MOVQ   x+8(FP), SI
	MOVQ   y+16(FP), DI
	VPXORQ Z0, Z0, Z0

dotstep:
	VMOVUPS     (SI), Z1
	VFMADD231PS (DI), Z1, Z0
	ADDQ        $64, SI
	ADDQ        $64, DI
	SUBQ        $16, CX
	JNZ         dotstep

	VEXTRACTF64X4 $1, Z0, Y1
	VADDPS        Y1, Y0, Y0
	VEXTRACTF128  $1, Y0, X1
	VADDPS        X1, X0, X0
	VHADDPS       X0, X0, X0
	VHADDPS       X0, X0, X0
	VMOVSS        X0, ret+24(FP)
	VZEROUPPER
	RET

// func axpy16(n int, alpha float32, x, y *float32)
// n is a multiple of 16.
TEXT ·axpy16(SB), NOSPLIT, $0-32
	MOVQ         n+0(FP), CX
	VBROADCASTSS alpha+8(FP), Z2
	MOVQ         x+16(FP), SI
	MOVQ         y+24(FP), DI

axpystep:
	VMOVUPS     (DI), Z0
	VFMADD231PS (SI), Z2, Z0
	VMOVUPS     Z0, (DI)
	ADDQ        $64, SI
	ADDQ        $64, DI
	SUBQ        $16, CX
	JNZ         axpystep
	VZEROUPPER
	RET

// func mulacc16(n int, x, y, z *float32)
// z += x*y, element by element; n is a multiple of 16.
TEXT ·mulacc16(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), DI
	MOVQ z+24(FP), DX

mulstep:
	VMOVUPS     (DX), Z0
	VMOVUPS     (SI), Z1
	VFMADD231PS (DI), Z1, Z0
	VMOVUPS     Z0, (DX)
	ADDQ        $64, SI
	ADDQ        $64, DI
	ADDQ        $64, DX
	SUBQ        $16, CX
	JNZ         mulstep
	VZEROUPPER
	RET
