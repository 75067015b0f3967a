using System.Collections.Immutable;
using Intake.Enrichment;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions.Bulk;
using Intake.Submissions.Forms;

namespace Intake.Submissions.Imports;

/// <summary>Reads a row about somebody who was met: a talk at the stand when they said when they will buy, what they need, or to whom they spoke;
/// else a card that was handed in, which is never more than an inquiry.</summary>
/// <param name="cells">Values by our name, or by the column's own.</param>
/// <param name="options">What was said about the whole file.</param>
/// <param name="playbook">The playbook.</param>
/// <param name="team">Who could have been spoken to.</param>
internal sealed class CardRow(ImmutableSortedDictionary<string, string> cells, ImportOptions options, Playbook playbook, Team team)
{
    /// <summary>Name of the source.</summary>
    public const string Source = "import";

    private const string Talk = "stand-talk", Card = "business-card";
    private const string Need = "need", Note = "note", OccurredAt = "occurredAt", Activity = "activity", Event = "event";

    private readonly BulkFields fields = new(cells);
    private readonly Dictionary<string, string> kept = new(StringComparer.Ordinal);
    private readonly List<FieldError> notes = [];

    /// <summary>Reads it.</summary>
    /// <param name="row">Its number.</param>
    public ImportItem Read(int row)
    {
        var entry = Entry();
        var content = Content();
        return new ImportItem(row, fields.Errors.Count == 0
            ? new Posting(entry, SubmissionKey.Message(content), Circumstances.None)
            : new Rejection(RejectionKind.Fields, "Some cells are missing or not as they should be.") { Errors = [.. fields.Errors] })
        {
            Notes = [.. notes], Content = content,
        };
    }

    private Entry Entry()
    {
        var timeframe = fields.Text(FormFieldNames.Timeframe) is { } told && !Timeframes.IsNone(told) ? told : null;
        var (need, note, spokeWith) = (fields.Raw(Need), fields.Raw(Note), fields.Text(FormFieldNames.SpokeWith));
        var talked = (timeframe ?? need ?? spokeWith) is not null;
        return new Entry
        {
            Source = Source,
            Contact = fields.Contact(),
            Activity = fields.Known(Activity, id => BulkFields.IsActivity(playbook, id)) ?? options.Activity ?? (talked ? Talk : Card),
            Content = options.Content ?? "-",
            Proposition = Proposition(fields.Text(FormFieldNames.Proposition)) ?? options.Proposition,
            SaidAt = Time(fields.Text(OccurredAt)) ?? options.OccurredAt,
            TimeframeMonths = Understood(FormFieldNames.Timeframe, timeframe, text => Timeframes.Months(text)),
            SpokeWith = Understood(FormFieldNames.SpokeWith, spokeWith, IdOf, FieldFault.NotInTeam),
            Message = string.Join('\n', new[] { need, note }.OfType<string>()) is { Length: > 0 } message ? message : null,
            OnBehalfOf = NamedClient.Of(fields.Text),
            Language = fields.Text(FormFieldNames.Language)?.ToLowerInvariant() is { Length: 2 } code ? code : null,
            Fields = Others(),
        };
    }

    // The row as it is, and what was said about the file: not what became of it by the playbook and the team of today.
    private string Content() => Keys.Id([
        .. cells.SelectMany(cell => new[] { cell.Key, cell.Value }), options.Content ?? "", options.Activity ?? "", options.Proposition ?? "",
        options.Event ?? "", options.OccurredAt?.ToString("O") ?? "",
    ]);

    private DateTimeOffset? Time(string? text)
    {
        if (text is null) return null;
        var at = ImportDates.Read(text, options.Zone, options.MonthFirst ?? false);
        if (at is null) fields.Errors.Add(new FieldError(OccurredAt, FieldFault.NotATime));
        return at;
    }

    private string? Proposition(string? text) => Understood(FormFieldNames.Proposition, text, said => playbook.Propositions.Values
        .FirstOrDefault(each => each.Id == said || each.Name.Texts.Values.Any(name => Folding.Fold(name) == Folding.Fold(said)))?.Id);

    private string? IdOf(string said)
    {
        var folded = Folding.Fold(said);
        var named = team.ById.Values.Where(each => each.Id == said || each.Email.Equals(said, StringComparison.OrdinalIgnoreCase)
            || Folding.Fold(each.Name) == folded || Folding.Words(each.Name)[0] == folded).Take(2).ToList();
        return team.Find(said)?.Id ?? (named is [var only] ? only.Id : null);
    }

    // What is not understood is kept as a field, and told.
    private T? Understood<T>(string name, string? text, Func<string, T?> read, FieldFault fault = FieldFault.NotUnderstood)
    {
        if (text is null) return default;
        if (read(text) is { } value) return value;
        notes.Add(new FieldError(name, fault));
        kept[name] = text;
        return default;
    }

    private ImmutableSortedDictionary<string, string> Others()
    {
        if (options.Event is { } met) kept[Event] = met;
        return fields.Others().SetItems(kept);
    }
}
