using System.Collections.Immutable;

namespace Intake.Playbooks;

/// <summary>A form that a website may post.</summary>
public sealed record Form
{
    /// <summary>Playbook id, the last part of <c>/api/forms/{form}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its title.</summary>
    public required Localized Title { get; init; }

    /// <summary>What posting it means, such as <c>demo-requested</c>; a subject may say otherwise.</summary>
    public required string Activity { get; init; }

    /// <summary>Phase that posting it tells; null for none.</summary>
    public string? Phase { get; init; }

    /// <summary>Content that it is about (a webinar to register for); null when the form itself is the content.</summary>
    public string? Content { get; init; }

    /// <summary>Shares by proposition in hundredths where neither the person nor the content states one; empty means <c>-</c>.</summary>
    public ImmutableSortedDictionary<string, int> Shares { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Its fields, in order.</summary>
    public required ImmutableArray<FormField> Fields { get; init; }

    /// <summary>Subjects that its field <c>subject</c> offers; empty when it asks none.</summary>
    public ImmutableArray<FormSubject> Subjects { get; init; } = [];

    /// <summary>Origins that may post it from a script, such as <c>https://www.example.com</c>.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];

    /// <summary>What posting it consents to by itself, such as a newsletter's form; null for nothing.</summary>
    public FormConsent? Consent { get; init; }

    /// <summary>What it subscribes to starts only after a confirmation by mail.</summary>
    public bool DoubleOptIn { get; init; }

    /// <summary>Whoever asks by it is told by mail who will call them, once the account manager has the lead.</summary>
    public bool Confirm { get; init; }

    /// <summary>Seconds that nobody is quicker than in filling it in; null for the setting.</summary>
    public int? MinSeconds { get; init; }

    /// <summary>It must be one that we showed: a post without our token is suspect.</summary>
    public bool TokenRequired { get; init; }

    /// <summary>No captcha is asked, such as where a website's own server posts it.</summary>
    public bool WithoutCaptcha { get; init; }

    /// <summary>Pages that a browser may be sent to afterwards; the first is the default; empty means the built-in page.</summary>
    public ImmutableArray<string> ThankYouPages { get; init; } = [];
}

/// <summary>A field of a form. <see cref="Name"/> is one of the contact's (<c>email</c>, <c>firstName</c>, <c>lastName</c>, <c>name</c>,
/// <c>phone</c>, <c>jobTitle</c>, <c>company</c>, <c>staff</c>, <c>industry</c>, <c>country</c>, <c>postcode</c>), or <c>proposition</c>,
/// <c>subject</c>, <c>message</c>, <c>timeframe</c>, or any other, which is kept with the submission.</summary>
public sealed record FormField
{
    /// <summary>Name in the post.</summary>
    public required string Name { get; init; }

    /// <summary>Label for people.</summary>
    public required Localized Label { get; init; }

    /// <summary>Input type.</summary>
    public required FieldType Type { get; init; }

    /// <summary>Whether it must be filled in.</summary>
    public bool Required { get; init; }

    /// <summary>At most this many characters.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>Of a checkbox: what ticking it consents to, one of <see cref="Submissions.ConsentPurposes"/>; null for nothing.</summary>
    public string? Consent { get; init; }

    /// <summary>Choices of a select: value and label.</summary>
    public ImmutableArray<FieldOption> Options { get; init; } = [];
}

/// <summary>A consent that posting a form gives, in the words that stand on it.</summary>
public sealed record FormConsent(string Purpose, Localized Text);

/// <summary>A choice.</summary>
public sealed record FieldOption(string Value, Localized Label);

/// <summary>Input types of HTML that forms use.</summary>
public enum FieldType
{
#pragma warning disable CS1591 // the names are HTML's
    Text,
    Email,
    Tel,
    TextArea,
    Select,
    CheckBox,
    Number,
#pragma warning restore CS1591
}

/// <summary>What the person writes about. <paramref name="Forward"/> is the mailbox that gets it when it is not sales' business.</summary>
public sealed record FormSubject(string Id, Localized Label, string Activity, string? Phase, string? Forward);
