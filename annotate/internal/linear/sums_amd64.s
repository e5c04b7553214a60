#include "textflag.h"

// func sumAVX2(rows *int8, shift uint, features *uint64, n int, sum *[breadth]int16)
// sum = the rows, of 32 bytes, that n features choose by their bits from shift on.
TEXT ·sumAVX2(SB), NOSPLIT, $0-40
	MOVQ rows+0(FP), DI
	MOVQ shift+8(FP), CX
	MOVQ features+16(FP), SI
	MOVQ n+24(FP), DX
	MOVQ sum+32(FP), R8
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1

sumstep:
	MOVQ (SI), AX
	SHRQ CX, AX
	SHLQ $5, AX
	VPMOVSXBW (DI)(AX*1), Y2
	VPMOVSXBW 16(DI)(AX*1), Y3
	VPADDW Y2, Y0, Y0
	VPADDW Y3, Y1, Y1
	ADDQ $8, SI
	DECQ DX
	JNZ  sumstep

	VMOVDQU Y0, (R8)
	VMOVDQU Y1, 32(R8)
	VZEROUPPER
	RET
