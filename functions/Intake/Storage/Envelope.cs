using System.Collections.Immutable;

namespace Intake.Storage;

/// <summary>A queue message: small JSON, a batch from the start.</summary>
/// <param name="Kind">What the items are: <c>submissions</c>, <c>enriched</c> or <c>commands</c>.</param>
/// <param name="Version">Version of the items' shape.</param>
/// <param name="Id">32 hex digits: under which errors are recorded.</param>
/// <param name="Traceparent">W3C trace context of whoever put it.</param>
/// <param name="Items">The items; empty when <paramref name="Blob"/> holds them.</param>
/// <param name="Blob">Name of the blob in <c>payloads</c> that holds the items, for a batch above 48 KiB.</param>
/// <typeparam name="T">Type of an item.</typeparam>
public sealed record Envelope<T>(string Kind, int Version, string Id, string? Traceparent, ImmutableArray<T> Items, string? Blob = null);
