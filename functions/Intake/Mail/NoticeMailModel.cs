using System.Collections.Immutable;

namespace Intake.Mail;

/// <summary>A short mail about a lead that somebody of sales has or had: what is the matter, and what can be done about it.</summary>
public sealed record NoticeMailModel
{
    /// <summary>ISO 639-1 code.</summary>
    public required string Language { get; init; }

    /// <summary>Company and what is the matter.</summary>
    public required string Subject { get; init; }

    /// <summary>Shown in the list of mails, and as the band above the mail.</summary>
    public required string Preheader { get; init; }

    /// <summary>The company, or the person where none is known.</summary>
    public required string Company { get; init; }

    /// <summary>The proposition.</summary>
    public required string Proposition { get; init; }

    /// <summary>A sentence or two.</summary>
    public required string Text { get; init; }

    /// <summary>Whom it is about; null where that is of no use any more.</summary>
    public MailPerson? Who { get; init; }

    /// <summary>At most two buttons.</summary>
    public ImmutableArray<MailLink> Buttons { get; init; } = [];

    /// <summary>Small links below them.</summary>
    public ImmutableArray<MailLink> Small { get; init; } = [];
}
