using System.Collections.Immutable;

namespace Intake.Handoffs;

/// <summary>An answer page, said but not yet laid out.</summary>
public sealed record AnswerPageModel
{
    /// <summary>ISO 639-1 code.</summary>
    public required string Language { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its explanation.</summary>
    public required string Text { get; init; }

    /// <summary>The account, where it may be told.</summary>
    public string? Company { get; init; }

    /// <summary>The proposition.</summary>
    public string? Proposition { get; init; }

    /// <summary>When the answer is due, or what happened so far.</summary>
    public ImmutableArray<string> Status { get; init; } = [];

    /// <summary>What is wrong with what was filled in.</summary>
    public string? Error { get; init; }

    /// <summary>What is asked; null for nothing.</summary>
    public AnswerPageForm? Form { get; init; }

    /// <summary>What there is to choose from.</summary>
    public ImmutableArray<AnswerPageGroup> Groups { get; init; } = [];

    /// <summary>What leads back to all that can be chosen; null where there is nothing else.</summary>
    public string? Other { get; init; }
}

/// <summary>A question with one button.</summary>
/// <param name="Do">What the button does.</param>
/// <param name="Button">What it says.</param>
public sealed record AnswerPageForm(string Do, string Button)
{
    /// <summary>What it means, in the playbook's words.</summary>
    public string? Note { get; init; }

    /// <summary>Name and legend of what is chosen from.</summary>
    public (string Name, string Legend) Choice { get; init; }

    /// <summary>What is chosen from: id and name, and whether a day may be given along.</summary>
    public ImmutableArray<(string Id, string Name, bool AsksDate)> Choices { get; init; } = [];

    /// <summary>What is chosen already.</summary>
    public string? Chosen { get; init; }

    /// <summary>Label of the day.</summary>
    public string? DayLabel { get; init; }

    /// <summary>Whether the day must be given.</summary>
    public bool DayRequired { get; init; }

    /// <summary>The day filled in, the first and the last that it can be.</summary>
    public (string? Given, string First, string Last) Day { get; init; }

    /// <summary>Label of an amount; null where none is asked.</summary>
    public string? AmountLabel { get; init; }

    /// <summary>The amount filled in.</summary>
    public string? Amount { get; init; }
}

/// <summary>Things to choose from.</summary>
/// <param name="Heading">What they are; null where that goes without saying.</param>
/// <param name="Options">Each of them.</param>
public sealed record AnswerPageGroup(string? Heading, ImmutableArray<AnswerPageOption> Options);

/// <summary>One thing that can be done.</summary>
/// <param name="Do">What it does.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Weight">How it looks.</param>
/// <param name="Note">What it means, in the playbook's words.</param>
public sealed record AnswerPageOption(string Do, string Label, OptionWeight Weight, string? Note = null);

/// <summary>How much something stands out. What has the most is done at once; the others ask first.</summary>
public enum OptionWeight
{
    /// <summary>A line of text.</summary>
    Small,

    /// <summary>A button that asks first.</summary>
    Button,

    /// <summary>A button that does it.</summary>
    AtOnce,
}
