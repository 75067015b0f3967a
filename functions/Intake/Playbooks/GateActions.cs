using System.Collections.Immutable;

namespace Intake.Playbooks;

/// <summary>How a lead that passes a gate is handed over: the <c>actions</c> of the gate.</summary>
/// <param name="Mail">Its account manager is mailed.</param>
/// <param name="Endpoints">Ids of the endpoints that are told, in the order of the file: a call centre, the post, a gateway for text messages.
/// Where nobody is mailed, the one who is told first hands it over.</param>
/// <param name="Person">The person is mailed too, where the rules of contact permit; null for not.</param>
public sealed record GateActions(bool Mail, ImmutableArray<string> Endpoints, PersonMail? Person)
{
    /// <summary>Of a gate that names none: its account manager is mailed.</summary>
    public static readonly GateActions MailOnly = new(true, [], null);
}

/// <summary>What a person is mailed, in the playbook's words.</summary>
/// <param name="Subject">The subject, also the heading.</param>
/// <param name="Text">The text; an empty line begins a paragraph.</param>
public sealed record PersonMail(Localized Subject, Localized Text);
