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

// The piecewise quadratic sigmoid of x in place, its derivative in d. Z26 to
// Z31 hold 1/4, -1, 1, the mask of the magnitude, 1/2 and 2.
#define SIGMOID(x, d, t) \
	VMULPS Z26, x, x \
	VMAXPS Z27, x, x \
	VMINPS Z28, x, x \
	VPANDD Z29, x, t \
	VSUBPS t, Z28, d \
	VMULPS Z26, d, d \
	VSUBPS t, Z31, t \
	VMULPS Z30, x, x \
	VMULPS t, x, x   \
	VADDPS Z30, x, x

DATA constants<>+0(SB)/4, $0x3e800000
DATA constants<>+4(SB)/4, $0xbf800000
DATA constants<>+8(SB)/4, $0x3f800000
DATA constants<>+12(SB)/4, $0x7fffffff
DATA constants<>+16(SB)/4, $0x3f000000
DATA constants<>+20(SB)/4, $0x40000000
GLOBL constants<>(SB), RODATA|NOPTR, $24

// func recur16(n int, p *Recurrence)
// n is a multiple of 16; the fields of p are pointers in their order.
TEXT ·recur16(SB), NOSPLIT, $0-16
	MOVQ n+0(FP), CX
	MOVQ p+8(FP), AX
	MOVQ 0(AX), SI
	MOVQ 8(AX), R8
	MOVQ 16(AX), R9
	MOVQ 24(AX), R10
	MOVQ 32(AX), R11
	MOVQ 40(AX), R12
	MOVQ 48(AX), R13
	MOVQ 56(AX), DI
	LEAQ (SI)(CX*4), R15
	VBROADCASTSS constants<>+0(SB), Z26
	VBROADCASTSS constants<>+4(SB), Z27
	VBROADCASTSS constants<>+8(SB), Z28
	VBROADCASTSS constants<>+12(SB), Z29
	VBROADCASTSS constants<>+16(SB), Z30
	VBROADCASTSS constants<>+20(SB), Z31
	MOVQ CX, BX
	SHLQ $2, BX

recurstep:
	VMOVUPS (R9), Z0             // state before
	VMOVUPS (R10), Z1            // forget by state
	VMOVUPS (R15), Z2
	VFMADD213PS Z2, Z0, Z1
	VADDPS  (R10)(BX*2), Z1, Z1
	VMOVUPS (R10)(BX*1), Z3      // reset by state
	VMOVUPS (R15)(BX*1), Z4
	VFMADD213PS Z4, Z0, Z3
	LEAQ    (R10)(BX*2), AX
	VADDPS  (AX)(BX*1), Z3, Z3
	SIGMOID(Z1, Z5, Z6)
	SIGMOID(Z3, Z7, Z8)
	VMOVUPS Z1, (R12)
	VMOVUPS Z5, (R12)(BX*1)
	VMOVUPS Z3, (R13)
	VMOVUPS Z7, (R13)(BX*1)
	VMOVUPS (SI), Z9
	VSUBPS  Z9, Z0, Z0
	VFMADD231PS Z0, Z1, Z9
	VMOVUPS Z9, (R11)
	VMOVUPS (R8), Z10
	VSUBPS  Z10, Z9, Z9
	VFMADD231PS Z9, Z3, Z10
	VMOVUPS Z10, (DI)
	ADDQ    $64, SI
	ADDQ    $64, R8
	ADDQ    $64, R9
	ADDQ    $64, R10
	ADDQ    $64, R11
	ADDQ    $64, R12
	ADDQ    $64, R13
	ADDQ    $64, R15
	ADDQ    $64, DI
	SUBQ    $16, CX
	JNZ     recurstep
	VZEROUPPER
	RET

// func back16(n int, p *BackRecurrence)
// n is a multiple of 16; the fields of p are pointers in their order.
TEXT ·back16(SB), NOSPLIT, $8-16
	MOVQ n+0(FP), CX
	MOVQ CX, left-8(SP)
	MOVQ p+8(FP), AX
	MOVQ 0(AX), SI               // u
	MOVQ 8(AX), R8               // highway
	MOVQ 16(AX), R9              // state before
	MOVQ 24(AX), R10             // weights of the state
	MOVQ 32(AX), R11             // state after
	MOVQ 40(AX), R12             // forget, derivative
	MOVQ 48(AX), R13             // reset, derivative
	MOVQ 56(AX), DI              // gradient of out
	MOVQ 64(AX), DX              // carry
	MOVQ 72(AX), R15             // gradient of u
	MOVQ 80(AX), BX              // gradient of the highway
	MOVQ 88(AX), AX              // gradient of the state's weights
	VBROADCASTSS constants<>+8(SB), Z28

backstep:
	MOVQ    n+0(FP), CX
	VMOVUPS (DI), Z0             // do
	VMOVUPS (R13), Z1            // r
	VMOVUPS (R8), Z2             // hw
	VMOVUPS (R11), Z3            // c
	VMOVUPS (R9), Z4             // cp
	VMOVUPS (SI), Z5             // z
	VMOVUPS (R12), Z6            // f
	VMOVUPS (DX), Z7
	VFMADD231PS Z1, Z0, Z7       // dc = carry + do*r
	VSUBPS  Z1, Z28, Z8
	VMULPS  Z0, Z8, Z8
	VADDPS  (BX), Z8, Z8
	VMOVUPS Z8, (BX)             // dhw += do*(1-r)
	VSUBPS  Z2, Z3, Z9
	VMULPS  Z0, Z9, Z9
	VMULPS  (R13)(CX*4), Z9, Z9  // pr
	VSUBPS  Z5, Z4, Z10
	VMULPS  Z7, Z10, Z10
	VMULPS  (R12)(CX*4), Z10, Z10 // pf
	VSUBPS  Z6, Z28, Z11
	VMULPS  Z7, Z11, Z11
	VMOVUPS Z11, (R15)
	VMOVUPS Z10, (R15)(CX*4)
	VMOVUPS Z9, (R15)(CX*8)
	VMULPS  Z7, Z6, Z12
	VFMADD231PS (R10), Z10, Z12
	VFMADD231PS (R10)(CX*4), Z9, Z12
	VMOVUPS Z12, (DX)
	VMOVUPS (AX), Z13
	VFMADD231PS Z4, Z10, Z13
	VMOVUPS Z13, (AX)
	VMOVUPS (AX)(CX*4), Z14
	VFMADD231PS Z4, Z9, Z14
	VMOVUPS Z14, (AX)(CX*4)
	VADDPS  (AX)(CX*8), Z10, Z10
	VMOVUPS Z10, (AX)(CX*8)
	LEAQ    (AX)(CX*8), CX
	MOVQ    n+0(FP), R14
	VADDPS  (CX)(R14*4), Z9, Z9
	VMOVUPS Z9, (CX)(R14*4)
	ADDQ    $64, SI
	ADDQ    $64, R8
	ADDQ    $64, R9
	ADDQ    $64, R10
	ADDQ    $64, R11
	ADDQ    $64, R12
	ADDQ    $64, R13
	ADDQ    $64, DI
	ADDQ    $64, DX
	ADDQ    $64, R15
	ADDQ    $64, BX
	ADDQ    $64, AX
	SUBQ    $16, left-8(SP)
	JNZ     backstep
	VZEROUPPER
	RET

// One k step of one row in AVX2.
#define ROW2(off, t, lo, hi) \
	VBROADCASTSS off(SI), t  \
	VFMADD231PS  Y0, t, lo   \
	VFMADD231PS  Y1, t, hi

#define STORE2(lo, hi) \
	VADDPS  (DX), lo, lo   \
	VADDPS  32(DX), hi, hi \
	VMOVUPS lo, (DX)       \
	VMOVUPS hi, 32(DX)     \
	ADDQ    R8, DX

// func kernel6x16(k int, a, b, c *float32, ldc int)
// A quarter of the tile of kernel12x32, for machines without AVX-512.
TEXT ·kernel6x16(SB), NOSPLIT, $0-40
	MOVQ k+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DI
	MOVQ c+24(FP), DX
	MOVQ ldc+32(FP), R8
	SHLQ $2, R8
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7
	VXORPS Y8, Y8, Y8
	VXORPS Y9, Y9, Y9
	VXORPS Y10, Y10, Y10
	VXORPS Y11, Y11, Y11
	VXORPS Y12, Y12, Y12
	VXORPS Y13, Y13, Y13
	VXORPS Y14, Y14, Y14
	VXORPS Y15, Y15, Y15

step2:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	ROW2(0, Y2, Y4, Y5)
	ROW2(4, Y3, Y6, Y7)
	ROW2(8, Y2, Y8, Y9)
	ROW2(12, Y3, Y10, Y11)
	ROW2(16, Y2, Y12, Y13)
	ROW2(20, Y3, Y14, Y15)
	ADDQ $48, SI
	ADDQ $128, DI
	DECQ CX
	JNZ  step2

	STORE2(Y4, Y5)
	STORE2(Y6, Y7)
	STORE2(Y8, Y9)
	STORE2(Y10, Y11)
	STORE2(Y12, Y13)
	STORE2(Y14, Y15)
	VZEROUPPER
	RET
