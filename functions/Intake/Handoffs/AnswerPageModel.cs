using System.Collections.Immutable;

namespace Intake.Handoffs;

/// <summary>An answer page, said but not yet laid out.</summary>
public sealed record AnswerPageModel
{
    /// <summary>ISO 639-1 code.</summary>
    public required string Language { get; init; }

    /// <summary>What it is about.</summary>
    public required HandoffPage Page { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its explanation.</summary>
    public required string Text { get; init; }

    /// <summary>The account, where it may be told.</summary>
    public string? Company { get; init; }

    /// <summary>The proposition.</summary>
    public string? Proposition { get; init; }

    /// <summary>When the answer is due, or which was given.</summary>
    public string? Status { get; init; }

    /// <summary>What is wrong with what was filled in.</summary>
    public string? Error { get; init; }

    /// <summary>Reasons for refusing: id and name, and whether a day may be given.</summary>
    public ImmutableArray<(string Id, string Name, bool AsksDate)> Reasons { get; init; } = [];

    /// <summary>The reason chosen.</summary>
    public string? Reason { get; init; }

    /// <summary>The day filled in.</summary>
    public string? Until { get; init; }

    /// <summary>Words on the form.</summary>
    public required AnswerPageWords Words { get; init; }
}

/// <summary>Labels of the form.</summary>
public sealed record AnswerPageWords(string Take, string NotForMe, string Reason, string BackFrom, string Optional, string Confirm);
