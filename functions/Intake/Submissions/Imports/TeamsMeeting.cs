using System.Collections.Immutable;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions.Sources;

namespace Intake.Submissions.Imports;

/// <summary>The meeting that a report of Teams is about.</summary>
internal sealed class TeamsMeeting
{
    private const string Provider = "teams";

    private readonly ImportOptions options;

    /// <summary>Reads the summary.</summary>
    public TeamsMeeting(IReadOnlyDictionary<string, string> summary, ImportOptions options, Playbook playbook)
    {
        this.options = options;
        var (id, title) = (summary.GetValueOrDefault("id"), summary.GetValueOrDefault("title"));
        (Start, var end) = (Time(summary.GetValueOrDefault("start")), Time(summary.GetValueOrDefault("end")));
        Content = options.Webinar ?? options.Content ?? Find(id, title, playbook);
        var length = TeamsPerson.Length(summary.GetValueOrDefault("length")) ?? (end > Start ? end - Start : null);
        DurationMinutes = length is { TotalMinutes: >= 1 and <= 10_000 } time ? (int)time.TotalMinutes : null;
        // The id and the title are the sender's words, and a key may hold none.
        Key = "webinar:teams:" + (id is not null ? Keys.Id(id) : Keys.Id(Content, title ?? "", summary.GetValueOrDefault("start") ?? ""));
        Fields = title is null ? Fields : Fields.Add("webinar.title", title.Length > 200 ? title[..200] : title);
    }

    /// <summary>When it began.</summary>
    public DateTimeOffset? Start { get; }

    /// <summary>How long it took.</summary>
    public int? DurationMinutes { get; }

    /// <summary>Its id in the playbook; <c>-</c> when the playbook does not have it.</summary>
    public string Content { get; }

    /// <summary>Of one person's attendances with the same key the newest counts.</summary>
    public string Key { get; }

    /// <summary>What is kept with each attendance.</summary>
    public ImmutableSortedDictionary<string, string> Fields { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>An instant of the report.</summary>
    public DateTimeOffset? Time(string? text) => text is null ? null : ImportDates.Read(text, options.Zone, options.MonthFirst ?? false);

    private static string Find(string? id, string? title, Playbook playbook)
    {
        if (id is not null && WebinarContent.Find(playbook, Provider, id) is not "-" and var found) return found;
        return title is null ? "-" : playbook.Content.Values.Where(item => item.Title.Texts.Values.Any(text => Folding.Fold(text) == Folding.Fold(title)))
            .Select(item => item.Id).Order(StringComparer.Ordinal).FirstOrDefault() ?? "-";
    }
}
