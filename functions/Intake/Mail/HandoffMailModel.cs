using System.Collections.Immutable;

namespace Intake.Mail;

/// <summary>The handoff mail, said but not yet laid out: HTML and text are made from the same words.
/// Everything is clean and in one language.</summary>
public sealed record HandoffMailModel
{
    /// <summary>ISO 639-1 code.</summary>
    public required string Language { get; init; }

    /// <summary>Company, what happened, person; under 60 characters, no score.</summary>
    public required string Subject { get; init; }

    /// <summary>Who owes what by when; shown in the list of mails.</summary>
    public required string Preheader { get; init; }

    /// <summary>The company, or the person where none is known.</summary>
    public required string Company { get; init; }

    /// <summary>The proposition.</summary>
    public required string Proposition { get; init; }

    /// <summary>One sentence: why now.</summary>
    public required string Why { get; init; }

    /// <summary>Their own words, if any.</summary>
    public MailSection? Quote { get; init; }

    /// <summary>Whom to contact first.</summary>
    public required MailPerson Who { get; init; }

    /// <summary>Who else at the company did something.</summary>
    public required ImmutableArray<MailPerson> Others { get; init; }

    /// <summary>Heading of <see cref="Others"/>.</summary>
    public required string OthersHeading { get; init; }

    /// <summary>By which channels they may be contacted.</summary>
    public required MailSection Permission { get; init; }

    /// <summary>What we already have with them.</summary>
    public required string HaveHeading { get; init; }

    /// <summary>Its lines: what and which.</summary>
    public required ImmutableArray<MailSection> Have { get; init; }

    /// <summary>The next step, one.</summary>
    public required MailSection NextStep { get; init; }

    /// <summary>A question to open with.</summary>
    public MailSection? Opening { get; init; }

    /// <summary>I take it.</summary>
    public required MailLink Take { get; init; }

    /// <summary>Not for me.</summary>
    public required MailLink NotForMe { get; init; }

    /// <summary>Small links below the buttons.</summary>
    public required ImmutableArray<MailLink> Small { get; init; }

    /// <summary>The score with its full sum.</summary>
    public required MailScore? Score { get; init; }

    /// <summary>Why it came to them.</summary>
    public required MailSection RoutedBy { get; init; }

    /// <summary>Other leads of the account that the same mail hands over, each with buttons of its own.</summary>
    public ImmutableArray<HandoffMailModel> Further { get; init; } = [];

    /// <summary>How many leads it hands over; null for one, which goes without saying.</summary>
    public string? Count { get; init; }

    /// <summary>Says all of it in the account manager's language.</summary>
    public static HandoffMailModel From(HandoffMailInput input) => new HandoffMailWriter(input).Write();

    /// <summary>Several leads of an account in one mail, the first first.</summary>
    public static HandoffMailModel From(ImmutableArray<HandoffMailInput> inputs)
    {
        var first = From(inputs[0]);
        if (inputs.Length == 1) return first;
        return first with
        {
            Further = [.. inputs.Skip(1).Select(input => From(input) is var more && more.Quote == first.Quote ? more with { Quote = null } : From(input))],
            Count = CollectTexts.In(first.Language).Leads(inputs.Length),
        };
    }
}

/// <summary>A short mail about something new on a handoff that is open already.</summary>
public sealed record UpdateMailModel(
    string Language, string Subject, string Preheader, string Company, string Proposition, MailSection News, MailSection? Quote,
    MailPerson Who,
    string Note, string? ScoreNow, MailLink? Open)
{
    /// <summary>What else was done about the lead since their last mail; null for nothing.</summary>
    public MailList? Also { get; init; }

    /// <summary>What is new about other leads of the account.</summary>
    public ImmutableArray<UpdateMailModel> Further { get; init; } = [];

    /// <summary>Says what is new.</summary>
    public static UpdateMailModel From(HandoffMailInput input) => new HandoffMailWriter(input).WriteUpdate();

    /// <summary>What is new about several leads of an account, the first first.</summary>
    public static UpdateMailModel From(ImmutableArray<HandoffMailInput> inputs) => From(inputs[0]) is var first && inputs.Length == 1 ? first
        : first with { Further = [.. inputs.Skip(1).Select(From)] };
}

/// <summary>A heading and what it is about.</summary>
public sealed record MailSection(string Heading, string Text);

/// <summary>A heading and some lines.</summary>
public sealed record MailList(string Heading, ImmutableArray<string> Lines);

/// <summary>A link with its label.</summary>
public sealed record MailLink(string Label, string Url);

/// <summary>A person: how to reach them and what they did. <paramref name="Write"/> opens an empty draft,
/// so that nothing of this mail goes along.</summary>
public sealed record MailPerson(
    string Heading, string Name, string? Function, MailLink? Phone, MailLink? Write, string? Email, ImmutableArray<string> Did)
{
    /// <summary>The topic that they care about now.</summary>
    public MailSection? Cares { get; init; }

    /// <summary>Files for an address book and a calendar.</summary>
    public ImmutableArray<MailLink> Files { get; init; } = [];
}

/// <summary>The score: its parts, in whole points, add up.</summary>
public sealed record MailScore(string Heading, int Total, ImmutableArray<MailScorePart> Parts, MailSection? Unknown, string Playbook)
{
    /// <summary>The sum as one line.</summary>
    public string Sum => $"{Total} = {string.Join(" + ", Parts.Select(part => $"{part.Name} {part.Points}"))}";
}

/// <summary>A component with the reasons that add up to it.</summary>
public sealed record MailScorePart(string Name, int Points, ImmutableArray<MailScoreLine> Lines);

/// <summary>A reason in whole points.</summary>
public sealed record MailScoreLine(string Label, int Points);
