using System.Text.Encodings.Web;
using System.Text.Json;

namespace Intake.Submissions.Imports;

/// <summary>Writes what became of each row while the file is read, and the totals at the end: never more of it in memory than a few rows, and whole JSON
/// whatever happens. It repeats nothing of the file.</summary>
/// <param name="output">Where it is written.</param>
/// <param name="textOf">A sentence for what is wrong.</param>
internal sealed class ImportReport(Stream output, Func<FieldError, string> textOf) : IAsyncDisposable
{
    private const int FlushFrom = 32 * 1024;

    private readonly Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private int rows;

    /// <summary>Rows by what became of them.</summary>
    public int Accepted { get; private set; }

    /// <summary>Rows that say what another row of the file said before.</summary>
    public int Repeated { get; private set; }

    /// <summary>Rows that are wrong.</summary>
    public int Rejected { get; private set; }

    /// <summary>Rows that are right and that the queue did not take.</summary>
    public int Unavailable { get; private set; }

    /// <summary>Rows that count for nobody, such as those who held a meeting.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Why the file was not read to its end; null when it was.</summary>
    public Rejection? Stopped { get; private set; }

    /// <summary>Tells what became of a row.</summary>
    /// <param name="item">The row.</param>
    /// <param name="answer">Receipt or rejection; null when it is left out.</param>
    public ValueTask TellAsync(ImportItem item, Parsed<string>? answer) => answer switch
    {
        null => RowAsync(item, "left-out", answer, LeftOut++),
        { IsValid: true } => RowAsync(item, "accepted", answer, Accepted++),
        { Rejection.Kind: RejectionKind.Unavailable } => RowAsync(item, "unavailable", null, Unavailable++),
        _ => RowAsync(item, "rejected", answer, Rejected++),
    };

    /// <summary>Tells that a row says what another said before.</summary>
    public ValueTask RepeatedAsync(ImportItem item) => RowAsync(item, "duplicate-in-file", null, Repeated++);

    /// <summary>The file is not read further. The first reason counts.</summary>
    public void Stop(Rejection why) => Stopped ??= why;

    /// <summary>Writes the totals and the end.</summary>
    public async Task FinishAsync()
    {
        Begin();
        json.WriteEndArray();
        json.WriteStartObject("totals");
        foreach (var (name, count) in new[]
        {
            ("rows", rows), ("accepted", Accepted), ("duplicate-in-file", Repeated), ("rejected", Rejected), ("unavailable", Unavailable), ("left-out", LeftOut),
        })
            json.WriteNumber(name, count);
        json.WriteEndObject();
        json.WriteBoolean("complete", Stopped is null);
        if (Stopped is { } why) json.WriteString("problem", why.Detail);
        json.WriteEndObject();
        await json.FlushAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => json.DisposeAsync();

    private void Begin()
    {
        if (json.CurrentDepth > 0) return;
        json.WriteStartObject();
        json.WriteStartArray("rows");
    }

    private async ValueTask RowAsync(ImportItem item, string outcome, Parsed<string>? answer, int _)
    {
        Begin();
        rows++;
        json.WriteStartObject();
        json.WriteNumber("row", item.Row);
        json.WriteString("outcome", outcome);
        if (answer?.Value is { } receipt) json.WriteString("receipt", receipt);
        if (answer?.Rejection is { } rejection) Write("errors", rejection.Errors);
        Write("notes", item.Notes);
        json.WriteEndObject();
        if (json.BytesPending >= FlushFrom) await json.FlushAsync();
    }

    private void Write(string name, IReadOnlyCollection<FieldError> errors)
    {
        if (errors.Count == 0) return;
        json.WriteStartObject(name);
        foreach (var column in errors.GroupBy(error => error.Field))
            json.WriteString(column.Key, string.Join(' ', column.Select(textOf)));
        json.WriteEndObject();
    }
}
