#include "textflag.h"

// A tile is 12 rows of 32 outputs. Activations (unsigned bytes) are read row by
// row, four at a time; weights (signed bytes) come in blocks of 32 outputs by 4
// inputs, the 4 inputs of one output side by side.

#define VNNI(addr, lo, hi) \
	VPBROADCASTD addr, Z2   \
	VPDPBUSD     Z0, Z2, lo \
	VPDPBUSD     Z1, Z2, hi

#define ZERO(lo, hi) \
	VPXORQ lo, lo, lo \
	VPXORQ hi, hi, hi

// A row of sums becomes values, float(acc-sum) * (scale*by) + bias, in the
// operations and the order of the portable one, and is stored.
#define VALUES(lo, hi) \
	VBROADCASTSS (BX), Z6   \
	VMULPS    Z2, Z6, Z7    \
	VMULPS    Z3, Z6, Z6    \
	VPSUBD    Z0, lo, lo    \
	VPSUBD    Z1, hi, hi    \
	VCVTDQ2PS lo, lo        \
	VCVTDQ2PS hi, hi        \
	VMULPS    Z7, lo, lo    \
	VMULPS    Z6, hi, hi    \
	VADDPS    Z4, lo, lo    \
	VADDPS    Z5, hi, hi    \
	VMOVUPS   lo, K1, (DX)  \
	VMOVUPS   hi, K2, 64(DX)\
	DECQ      CX            \
	JZ        vnnidone      \
	ADDQ      R8, DX        \
	ADDQ      $4, BX

// func productVNNI(k4 int, x *uint8, stride int, w *int8, rows int, dst *float32, to int, sum *int32, scale, by, bias *float32, cols uint32)
// Computes a tile, of which as many rows are stored as there are, and the
// columns whose bits are set in cols.
TEXT ·productVNNI(SB), NOSPLIT, $0-92
	MOVQ k4+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ stride+16(FP), R8
	MOVQ w+24(FP), DI
	LEAQ (R8)(R8*2), R9
	LEAQ (SI)(R8*4), R10
	LEAQ (R10)(R8*4), R11
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

vnnistep:
	VMOVDQU32 (DI), Z0
	VMOVDQU32 64(DI), Z1
	VNNI((SI), Z8, Z9)
	VNNI((SI)(R8*1), Z10, Z11)
	VNNI((SI)(R8*2), Z12, Z13)
	VNNI((SI)(R9*1), Z14, Z15)
	VNNI((R10), Z16, Z17)
	VNNI((R10)(R8*1), Z18, Z19)
	VNNI((R10)(R8*2), Z20, Z21)
	VNNI((R10)(R9*1), Z22, Z23)
	VNNI((R11), Z24, Z25)
	VNNI((R11)(R8*1), Z26, Z27)
	VNNI((R11)(R8*2), Z28, Z29)
	VNNI((R11)(R9*1), Z30, Z31)
	ADDQ $4, SI
	ADDQ $4, R10
	ADDQ $4, R11
	ADDQ $128, DI
	DECQ CX
	JNZ  vnnistep

	MOVL cols+88(FP), AX
	KMOVW AX, K1
	SHRL $16, AX
	KMOVW AX, K2
	MOVQ sum+56(FP), AX
	VMOVDQU32 (AX), Z0
	VMOVDQU32 64(AX), Z1
	MOVQ scale+64(FP), AX
	VMOVUPS (AX), Z2
	VMOVUPS 64(AX), Z3
	MOVQ bias+80(FP), AX
	VMOVUPS.Z (AX), K1, Z4
	VMOVUPS.Z 64(AX), K2, Z5
	MOVQ rows+32(FP), CX
	MOVQ dst+40(FP), DX
	MOVQ to+48(FP), R8
	SHLQ $2, R8
	MOVQ by+72(FP), BX
	VALUES(Z8, Z9)
	VALUES(Z10, Z11)
	VALUES(Z12, Z13)
	VALUES(Z14, Z15)
	VALUES(Z16, Z17)
	VALUES(Z18, Z19)
	VALUES(Z20, Z21)
	VALUES(Z22, Z23)
	VALUES(Z24, Z25)
	VALUES(Z26, Z27)
	VALUES(Z28, Z29)
	VALUES(Z30, Z31)

vnnidone:
	VZEROUPPER
	RET

// One row against 16 outputs: bytes times bytes summed in pairs to 16 bits
// (never saturated: weights have seven bits), pairs of those to 32.
#define AVX2(addr, lo, hi) \
	VPBROADCASTD addr, Y2       \
	VPMADDUBSW   Y0, Y2, Y3     \
	VPMADDUBSW   Y1, Y2, Y4     \
	VPMADDWD     Y15, Y3, Y3    \
	VPMADDWD     Y15, Y4, Y4    \
	VPADDD       Y3, lo, lo     \
	VPADDD       Y4, hi, hi

// func quarterAVX2(k4 int, x *uint8, stride int, w *int8, tile *int32)
// Fills 4 rows by 16 outputs of the tile.
TEXT ·quarterAVX2(SB), NOSPLIT, $0-40
	MOVQ k4+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ stride+16(FP), R8
	MOVQ w+24(FP), DI
	MOVQ tile+32(FP), DX
	LEAQ (R8)(R8*2), R9
	VPCMPEQW Y15, Y15, Y15
	VPSRLW   $15, Y15, Y15
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	VPXOR Y8, Y8, Y8
	VPXOR Y9, Y9, Y9
	VPXOR Y10, Y10, Y10
	VPXOR Y11, Y11, Y11
	VPXOR Y12, Y12, Y12

avx2step:
	VMOVDQU (DI), Y0
	VMOVDQU 32(DI), Y1
	AVX2((SI), Y5, Y6)
	AVX2((SI)(R8*1), Y7, Y8)
	AVX2((SI)(R8*2), Y9, Y10)
	AVX2((SI)(R9*1), Y11, Y12)
	ADDQ $4, SI
	ADDQ $128, DI
	DECQ CX
	JNZ  avx2step

	VMOVDQU Y5, 0(DX)
	VMOVDQU Y6, 32(DX)
	VMOVDQU Y7, 128(DX)
	VMOVDQU Y8, 160(DX)
	VMOVDQU Y9, 256(DX)
	VMOVDQU Y10, 288(DX)
	VMOVDQU Y11, 384(DX)
	VMOVDQU Y12, 416(DX)
	VZEROUPPER
	RET

// The piecewise quadratic sigmoid of x, in the operations and the order of the
// portable one; nothing is fused. Y10 to Y15 hold 1/2, 2, the mask of the
// magnitude, 1, -1 and 1/4.
#define SIGMOID(x, t) \
	VMULPS Y15, x, x \
	VMAXPS Y14, x, x \
	VMINPS Y13, x, x \
	VANDPS Y12, x, t \
	VSUBPS t, Y11, t \
	VMULPS Y10, x, x \
	VMULPS t, x, x   \
	VADDPS Y10, x, x

DATA constants<>+0(SB)/4, $0x3f000000
DATA constants<>+4(SB)/4, $0x40000000
DATA constants<>+8(SB)/4, $0x7fffffff
DATA constants<>+12(SB)/4, $0x3f800000
DATA constants<>+16(SB)/4, $0xbf800000
DATA constants<>+20(SB)/4, $0x3e800000
GLOBL constants<>(SB), RODATA|NOPTR, $24

// func recurAVX2(n int, out, u, high, c, vf, vr *float32)
// n is a multiple of 8.
TEXT ·recurAVX2(SB), NOSPLIT, $0-56
	MOVQ n+0(FP), CX
	MOVQ out+8(FP), DI
	MOVQ u+16(FP), SI
	MOVQ high+24(FP), R8
	MOVQ c+32(FP), R9
	MOVQ vf+40(FP), R10
	MOVQ vr+48(FP), R11
	LEAQ (SI)(CX*4), R12
	LEAQ (R12)(CX*4), R13
	VBROADCASTSS constants<>+0(SB), Y10
	VBROADCASTSS constants<>+4(SB), Y11
	VBROADCASTSS constants<>+8(SB), Y12
	VBROADCASTSS constants<>+12(SB), Y13
	VBROADCASTSS constants<>+16(SB), Y14
	VBROADCASTSS constants<>+20(SB), Y15
	XORQ AX, AX

recurstep:
	VMOVUPS (R9)(AX*4), Y0
	VMULPS  (R10)(AX*4), Y0, Y1
	VADDPS  (R12)(AX*4), Y1, Y1
	VMULPS  (R11)(AX*4), Y0, Y2
	VADDPS  (R13)(AX*4), Y2, Y2
	SIGMOID(Y1, Y3)
	SIGMOID(Y2, Y4)
	VMOVUPS (SI)(AX*4), Y5
	VSUBPS  Y5, Y0, Y0
	VMULPS  Y0, Y1, Y1
	VADDPS  Y1, Y5, Y5
	VMOVUPS Y5, (R9)(AX*4)
	VMOVUPS (R8)(AX*4), Y6
	VSUBPS  Y6, Y5, Y5
	VMULPS  Y5, Y2, Y2
	VADDPS  Y2, Y6, Y6
	VMOVUPS Y6, (DI)(AX*4)
	ADDQ    $8, AX
	CMPQ    AX, CX
	JLT     recurstep
	VZEROUPPER
	RET

// func scaleAVX2(rows int, dst *float32, stride int, tile, sum *int32, scale, by, bias *float32)
// Rows of 32: dst = float(tile-sum) * (scale*by) + bias.
TEXT ·scaleAVX2(SB), NOSPLIT, $0-64
	MOVQ rows+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ stride+16(FP), R8
	SHLQ $2, R8
	MOVQ tile+24(FP), SI
	MOVQ sum+32(FP), R9
	MOVQ scale+40(FP), R10
	MOVQ by+48(FP), R11
	MOVQ bias+56(FP), R12

#define SCALE(off) \
	VMOVDQU   off(SI), Y0      \
	VPSUBD    off(R9), Y0, Y0  \
	VCVTDQ2PS Y0, Y0           \
	VMULPS    off(R10), Y8, Y1 \
	VMULPS    Y1, Y0, Y0       \
	VADDPS    off(R12), Y0, Y0 \
	VMOVUPS   Y0, off(DI)

scalestep:
	VBROADCASTSS (R11), Y8
	SCALE(0)
	SCALE(32)
	SCALE(64)
	SCALE(96)
	ADDQ R8, DI
	ADDQ $128, SI
	ADDQ $4, R11
	DECQ CX
	JNZ  scalestep
	VZEROUPPER
	RET

// func topAVX2(n int, x *float32) float32
// The largest magnitude of n values, n a multiple of 16.
TEXT ·topAVX2(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	VBROADCASTSS constants<>+8(SB), Y12
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1

topstep:
	VANDPS (SI), Y12, Y2
	VANDPS 32(SI), Y12, Y3
	VMAXPS Y2, Y0, Y0
	VMAXPS Y3, Y1, Y1
	ADDQ   $64, SI
	SUBQ   $16, CX
	JNZ    topstep
	VMAXPS Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VMAXPS X1, X0, X0
	VMOVSS X0, ret+16(FP)
	VZEROUPPER
	RET

DATA order<>+0(SB)/4, $0
DATA order<>+4(SB)/4, $4
DATA order<>+8(SB)/4, $1
DATA order<>+12(SB)/4, $5
DATA order<>+16(SB)/4, $2
DATA order<>+20(SB)/4, $6
DATA order<>+24(SB)/4, $3
DATA order<>+28(SB)/4, $7
GLOBL order<>(SB), RODATA|NOPTR, $32

// func bytesAVX2(n int, dst *uint8, x *float32, inv float32, flip int32)
// dst = round(x*inv) as signed bytes, exclusive-or flip; n a multiple of 32.
TEXT ·bytesAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ x+16(FP), SI
	VBROADCASTSS inv+24(FP), Y8
	VBROADCASTSS flip+28(FP), Y9
	VMOVDQU order<>(SB), Y10

bytesstep:
	VMULPS    (SI), Y8, Y0
	VMULPS    32(SI), Y8, Y1
	VMULPS    64(SI), Y8, Y2
	VMULPS    96(SI), Y8, Y3
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VCVTPS2DQ Y2, Y2
	VCVTPS2DQ Y3, Y3
	VPACKSSDW Y1, Y0, Y0
	VPACKSSDW Y3, Y2, Y2
	VPACKSSWB Y2, Y0, Y0
	VPERMD    Y0, Y10, Y0
	VPXOR     Y9, Y0, Y0
	VMOVDQU   Y0, (DI)
	ADDQ      $128, SI
	ADDQ      $32, DI
	SUBQ      $32, CX
	JNZ       bytesstep
	VZEROUPPER
	RET

// The same in registers of 512 bits.
#define SIGMOID512(x, t) \
	VMULPS Z15, x, x \
	VMAXPS Z14, x, x \
	VMINPS Z13, x, x \
	VANDPS Z12, x, t \
	VSUBPS t, Z11, t \
	VMULPS Z10, x, x \
	VMULPS t, x, x   \
	VADDPS Z10, x, x

// func recur512(n int, out, u, high, c, vf, vr *float32)
// n is a multiple of 16.
TEXT ·recur512(SB), NOSPLIT, $0-56
	MOVQ n+0(FP), CX
	MOVQ out+8(FP), DI
	MOVQ u+16(FP), SI
	MOVQ high+24(FP), R8
	MOVQ c+32(FP), R9
	MOVQ vf+40(FP), R10
	MOVQ vr+48(FP), R11
	LEAQ (SI)(CX*4), R12
	LEAQ (R12)(CX*4), R13
	VBROADCASTSS constants<>+0(SB), Z10
	VBROADCASTSS constants<>+4(SB), Z11
	VBROADCASTSS constants<>+8(SB), Z12
	VBROADCASTSS constants<>+12(SB), Z13
	VBROADCASTSS constants<>+16(SB), Z14
	VBROADCASTSS constants<>+20(SB), Z15
	XORQ AX, AX

recur512step:
	VMOVUPS (R9)(AX*4), Z0
	VMULPS  (R10)(AX*4), Z0, Z1
	VADDPS  (R12)(AX*4), Z1, Z1
	VMULPS  (R11)(AX*4), Z0, Z2
	VADDPS  (R13)(AX*4), Z2, Z2
	SIGMOID512(Z1, Z3)
	SIGMOID512(Z2, Z4)
	VMOVUPS (SI)(AX*4), Z5
	VSUBPS  Z5, Z0, Z0
	VMULPS  Z0, Z1, Z1
	VADDPS  Z1, Z5, Z5
	VMOVUPS Z5, (R9)(AX*4)
	VMOVUPS (R8)(AX*4), Z6
	VSUBPS  Z6, Z5, Z5
	VMULPS  Z5, Z2, Z2
	VADDPS  Z2, Z6, Z6
	VMOVUPS Z6, (DI)(AX*4)
	ADDQ    $16, AX
	CMPQ    AX, CX
	JLT     recur512step
	VZEROUPPER
	RET

// func top512(n int, x *float32) float32
// The largest magnitude of n values, n a multiple of 16.
TEXT ·top512(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	VBROADCASTSS constants<>+8(SB), Z12
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	SUBQ   $32, CX
	JLT    top512last

top512step:
	VANDPS (SI), Z12, Z2
	VANDPS 64(SI), Z12, Z3
	VMAXPS Z2, Z0, Z0
	VMAXPS Z3, Z1, Z1
	ADDQ   $128, SI
	SUBQ   $32, CX
	JGE    top512step

top512last:
	ADDQ   $32, CX
	JZ     top512found
	VANDPS (SI), Z12, Z2
	VMAXPS Z2, Z0, Z0

top512found:
	VMAXPS Z1, Z0, Z0
	VEXTRACTF32X8 $1, Z0, Y1
	VMAXPS Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VMAXPS X1, X0, X0
	VMOVSS X0, ret+16(FP)
	VZEROUPPER
	RET

// func bytes512(n int, dst *uint8, x *float32, inv float32, flip uint32)
// dst = round(x*inv) as signed bytes, exclusive-or flip; n a multiple of 32.
TEXT ·bytes512(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ x+16(FP), SI
	VBROADCASTSS inv+24(FP), Z8
	VBROADCASTSS flip+28(FP), X9

bytes512step:
	VMULPS    (SI), Z8, Z0
	VMULPS    64(SI), Z8, Z1
	VCVTPS2DQ Z0, Z0
	VCVTPS2DQ Z1, Z1
	VPMOVSDB  Z0, X0
	VPMOVSDB  Z1, X1
	VPXOR     X9, X0, X0
	VPXOR     X9, X1, X1
	VMOVDQU   X0, (DI)
	VMOVDQU   X1, 16(DI)
	ADDQ      $128, SI
	ADDQ      $32, DI
	SUBQ      $32, CX
	JNZ       bytes512step
	VZEROUPPER
	RET

// func addAVX2(n int, dst *float32, x *int8, scale float32)
// dst += float(x) * scale, n a multiple of 8.
TEXT ·addAVX2(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ x+16(FP), SI
	VBROADCASTSS scale+24(FP), Y8

addstep:
	VPMOVSXBD (SI), Y0
	VCVTDQ2PS Y0, Y0
	VMULPS    Y8, Y0, Y0
	VADDPS    (DI), Y0, Y0
	VMOVUPS   Y0, (DI)
	ADDQ      $8, SI
	ADDQ      $32, DI
	SUBQ      $8, CX
	JNZ       addstep
	VZEROUPPER
	RET

// func reluAVX2(n int, dst, x, y *float32)
// dst = max(x+y, 0), n a multiple of 8.
TEXT ·reluAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ x+16(FP), SI
	MOVQ y+24(FP), DX
	VXORPS Y8, Y8, Y8
	XORQ AX, AX

relustep:
	VMOVUPS (SI)(AX*4), Y0
	VADDPS  (DX)(AX*4), Y0, Y0
	VMAXPS  Y8, Y0, Y0
	VMOVUPS Y0, (DI)(AX*4)
	ADDQ    $8, AX
	CMPQ    AX, CX
	JLT     relustep
	VZEROUPPER
	RET

// func bestAVX2(n int, x *float32) int
// The place of the first of the largest of n values, n a multiple of 8.
TEXT ·bestAVX2(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	VMOVUPS (SI), Y0
	MOVQ $8, AX
	CMPQ AX, CX
	JGE  bestfound

beststep:
	VMAXPS (SI)(AX*4), Y0, Y0
	ADDQ   $8, AX
	CMPQ   AX, CX
	JLT    beststep

bestfound:
	VEXTRACTF128 $1, Y0, X1
	VMAXPS  X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VMAXPS  X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VMAXPS  X1, X0, X0
	VBROADCASTSS X0, Y0
	MOVQ $-8, AX

bestlook:
	ADDQ      $8, AX
	CMPQ      AX, CX
	JGE       bestnone
	VCMPPS    $0, (SI)(AX*4), Y0, Y1
	VMOVMSKPS Y1, DX
	TESTL     DX, DX
	JZ        bestlook
	BSFL      DX, DX
	ADDQ      DX, AX
	MOVQ      AX, ret+16(FP)
	VZEROUPPER
	RET

bestnone: // not a number among them
	MOVQ $0, ret+16(FP)
	VZEROUPPER
	RET

// func positiveAVX2(n int, x *float32)
// x = max(x, 0), n a multiple of 8.
TEXT ·positiveAVX2(SB), NOSPLIT, $0-16
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	VXORPS Y8, Y8, Y8

positivestep:
	VMOVUPS (SI), Y0
	VMAXPS  Y8, Y0, Y0
	VMOVUPS Y0, (SI)
	ADDQ    $32, SI
	SUBQ    $8, CX
	JNZ     positivestep
	VZEROUPPER
	RET

// func plusAVX2(n int, dst, x *float32)
// dst += x, n a multiple of 8.
TEXT ·plusAVX2(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ x+16(FP), SI
	XORQ AX, AX

plusstep:
	VMOVUPS (DI)(AX*4), Y0
	VADDPS  (SI)(AX*4), Y0, Y0
	VMOVUPS Y0, (DI)(AX*4)
	ADDQ    $8, AX
	CMPQ    AX, CX
	JLT     plusstep
	VZEROUPPER
	RET
