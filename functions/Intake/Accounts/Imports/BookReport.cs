using System.Text.Encodings.Web;
using System.Text.Json;
using Intake.Playbooks;
using Intake.Submissions;

namespace Intake.Accounts.Imports;

/// <summary>Writes what became of each company while the file is read, and the totals at the end. It repeats nothing of the file.</summary>
/// <param name="output">Where it is written.</param>
internal sealed class BookReport(Stream output) : IAsyncDisposable
{
    private const int FlushFrom = 32 * 1024, MostProblems = 20;

    private readonly Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private readonly Dictionary<BookOutcome, int> counts = Enum.GetValues<BookOutcome>().ToDictionary(outcome => outcome, _ => 0);
    private readonly List<Problem> problems = [];
    private bool begun;

    /// <summary>Companies that are as the file says.</summary>
    public int Accepted => counts[BookOutcome.Created] + counts[BookOutcome.Changed] + counts[BookOutcome.Unchanged];

    /// <summary>Companies with one outcome.</summary>
    public int Count(BookOutcome outcome) => counts[outcome];

    /// <summary>Companies of the book that a complete file is without, marked by it.</summary>
    public int Gone { get; set; }

    /// <summary>Why the file was not read to its end, or nothing was marked; null when all was done.</summary>
    public Rejection? Stopped { get; private set; }

    /// <summary>What is wrong with the first rows that are.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Something is not done. The first reason counts.</summary>
    public void Stop(Rejection why) => Stopped ??= why;

    /// <summary>Tells what became of a row.</summary>
    public async ValueTask TellAsync(BookRow row, BookOutcome outcome)
    {
        Begin();
        counts[outcome]++;
        json.WriteStartObject();
        json.WriteNumber("row", row.Number);
        json.WriteString("outcome", WordOf(outcome));
        if (outcome == BookOutcome.Rejected)
        {
            if (problems.Count < MostProblems) problems.AddRange(row.Errors);
            json.WriteStartObject("errors");
            foreach (var member in row.Errors.GroupBy(error => error.Path.TrimStart('$', '.'), error => error.Message))
                json.WriteString(member.Key.Length == 0 ? "row" : member.Key, string.Join("; ", member));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        if (json.BytesPending >= FlushFrom) await json.FlushAsync();
    }

    /// <summary>Writes the totals and the end.</summary>
    public async Task FinishAsync()
    {
        Begin();
        json.WriteEndArray();
        json.WriteStartObject("totals");
        json.WriteNumber("rows", counts.Values.Sum());
        foreach (var (outcome, count) in counts) json.WriteNumber(WordOf(outcome), count);
        json.WriteNumber("gone", Gone);
        json.WriteEndObject();
        json.WriteBoolean("complete", Stopped is null);
        if (Stopped is { } why) json.WriteString("problem", why.Detail);
        json.WriteEndObject();
        await json.FlushAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => json.DisposeAsync();

    private static string WordOf(BookOutcome outcome) => outcome.ToString().ToLowerInvariant();

    private void Begin()
    {
        if (begun) return;
        begun = true;
        json.WriteStartObject();
        json.WriteStartArray("rows");
    }
}

/// <summary>What became of a row.</summary>
internal enum BookOutcome
{
    /// <summary>The book was without it.</summary>
    Created,

    /// <summary>The book said something else.</summary>
    Changed,

    /// <summary>The book says so already.</summary>
    Unchanged,

    /// <summary>Something is wrong with it.</summary>
    Rejected,

    /// <summary>It is right, and storage did not take it.</summary>
    Unavailable,
}
