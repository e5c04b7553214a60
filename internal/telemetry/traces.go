package telemetry

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
)

// Export makes a provider of traces that sends them by OTLP over HTTP to where
// OpenTelemetry's own variables say (OTEL_EXPORTER_OTLP_ENDPOINT and those beside
// it). Its Shutdown sends what is left.
func Export(ctx context.Context, version string) (*trace.TracerProvider, error) {
	to, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("send traces: %w", err)
	}
	return traces(trace.NewBatchSpanProcessor(to), version), nil
}

func traces(to trace.SpanProcessor, version string) *trace.TracerProvider {
	return trace.NewTracerProvider(trace.WithSpanProcessor(to),
		trace.WithResource(resource.NewSchemaless(attribute.String("service.name", "onrecord"), attribute.String("service.version", version))))
}
