#include "textflag.h"

// The tile both kernels fill is 12 rows of 32 int32. Activations (unsigned
// bytes) are read row by row, four at a time; weights (signed bytes) come in
// blocks of 32 outputs by 4 inputs, the 4 inputs of one output side by side.

#define VNNI(addr, lo, hi) \
	VPBROADCASTD addr, Z2   \
	VPDPBUSD     Z0, Z2, lo \
	VPDPBUSD     Z1, Z2, hi

#define ZERO(lo, hi) \
	VPXORQ lo, lo, lo \
	VPXORQ hi, hi, hi

// func tileVNNI(k4 int, x *uint8, stride int, w *int8, tile *int32)
TEXT ·tileVNNI(SB), NOSPLIT, $0-40
	MOVQ k4+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ stride+16(FP), R8
	MOVQ w+24(FP), DI
	MOVQ tile+32(FP), DX
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

	VMOVDQU32 Z8, 0(DX)
	VMOVDQU32 Z9, 64(DX)
	VMOVDQU32 Z10, 128(DX)
	VMOVDQU32 Z11, 192(DX)
	VMOVDQU32 Z12, 256(DX)
	VMOVDQU32 Z13, 320(DX)
	VMOVDQU32 Z14, 384(DX)
	VMOVDQU32 Z15, 448(DX)
	VMOVDQU32 Z16, 512(DX)
	VMOVDQU32 Z17, 576(DX)
	VMOVDQU32 Z18, 640(DX)
	VMOVDQU32 Z19, 704(DX)
	VMOVDQU32 Z20, 768(DX)
	VMOVDQU32 Z21, 832(DX)
	VMOVDQU32 Z22, 896(DX)
	VMOVDQU32 Z23, 960(DX)
	VMOVDQU32 Z24, 1024(DX)
	VMOVDQU32 Z25, 1088(DX)
	VMOVDQU32 Z26, 1152(DX)
	VMOVDQU32 Z27, 1216(DX)
	VMOVDQU32 Z28, 1280(DX)
	VMOVDQU32 Z29, 1344(DX)
	VMOVDQU32 Z30, 1408(DX)
	VMOVDQU32 Z31, 1472(DX)
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
