using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Intake.Playbooks.Conditions;

/// <summary>What a field is about.</summary>
[Flags]
public enum Scopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What somebody did: never changes.</summary>
    Activity = 1,

    /// <summary>Who did it.</summary>
    Person = 2,

    /// <summary>The company, or the individual.</summary>
    Account = 4,

    /// <summary>The interest in a proposition.</summary>
    Lead = 8,

    /// <summary>The lead's score, which only gates and stages may ask.</summary>
    Score = 16,

    /// <summary>What may change after the activity.</summary>
    State = Person | Account | Lead,
}

/// <summary>Types of fields.</summary>
public enum ValueType
{
    /// <summary>A word or a text; compared whatever its case.</summary>
    Text,

    /// <summary>A number with at most two decimals.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Several words.</summary>
    List,
}

/// <summary>Something that a condition may ask.</summary>
/// <param name="Name">Such as <c>account.staff</c>.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Type">Its type.</param>
/// <param name="Index">Where <see cref="FieldValues"/> keeps it.</param>
public sealed record Field(string Name, Scopes Scope, ValueType Type, int Index);

/// <summary>All fields that conditions may ask. Those of <c>activity.fields.</c> are named by forms and are texts.</summary>
public static class Fields
{
    /// <summary>What stands before the name of a form's own field.</summary>
    public const string OfForm = "activity.fields.";

#pragma warning disable CS1591 // docs/playbook.md describes each
    public static readonly Field Content = Make("activity.content", ValueType.Text);
    public static readonly Field Kind = Make("activity.kind", ValueType.Text);
    public static readonly Field Topic = Make("activity.topic", ValueType.Text);
    public static readonly Field ContentPhase = Make("activity.phase", ValueType.Text);
    public static readonly Field Form = Make("activity.form", ValueType.Text);
    public static readonly Field Source = Make("activity.source", ValueType.Text);
    public static readonly Field Subject = Make("activity.subject", ValueType.Text);
    public static readonly Field Stated = Make("activity.proposition", ValueType.Text);
    public static readonly Field ActivityLanguage = Make("activity.language", ValueType.Text);
    public static readonly Field Campaign = Make("activity.campaign", ValueType.Text);
    public static readonly Field Channel = Make("activity.channel", ValueType.Text);
    public static readonly Field AttendedMinutes = Make("activity.attendedMinutes", ValueType.Number);
    public static readonly Field AttendedPercent = Make("activity.attendedPercent", ValueType.Number);
    public static readonly Field TimeframeMonths = Make("activity.timeframeMonths", ValueType.Number);

    public static readonly Field Function = Make("person.function", ValueType.Text);
    public static readonly Field Seniority = Make("person.seniority", ValueType.Text);
    public static readonly Field Language = Make("person.language", ValueType.Text);
    public static readonly Field PersonCountry = Make("person.country", ValueType.Text);
    public static readonly Field SpokeWith = Make("person.spokeWith", ValueType.Text);
    public static readonly Field Left = Make("person.left", ValueType.Flag);
    public static readonly Field Student = Make("person.student", ValueType.Flag);
    public static readonly Field Disposable = Make("person.disposable", ValueType.Flag);
    public static readonly Field Undeliverable = Make("person.undeliverable", ValueType.Flag);
    public static readonly Field RoleAddress = Make("person.roleAddress", ValueType.Flag);
    public static readonly Field Agent = Make("person.agent", ValueType.Flag);

    public static readonly Field AccountKind = Make("account.kind", ValueType.Text);
    public static readonly Field IsCompany = Make("account.company", ValueType.Flag);
    public static readonly Field Freemail = Make("account.freemail", ValueType.Flag);
    public static readonly Field Claimed = Make("account.claimed", ValueType.Flag);
    public static readonly Field Staff = Make("account.staff", ValueType.Number);
    public static readonly Field Industry = Make("account.industry", ValueType.Text);
    public static readonly Field Country = Make("account.country", ValueType.Text);
    public static readonly Field Postcode = Make("account.postcode", ValueType.Text);
    public static readonly Field LegalForm = Make("account.legalForm", ValueType.Text);
    public static readonly Field Sites = Make("account.sites", ValueType.Number);
    public static readonly Field Owner = Make("account.owner", ValueType.Text);
    public static readonly Field Domains = Make("account.domains", ValueType.List);
    public static readonly Field Owns = Make("account.owns", ValueType.List);
    public static readonly Field OpenOpportunities = Make("account.openOpportunities", ValueType.List);
    public static readonly Field OpenComplaints = Make("account.openComplaints", ValueType.Number);
    public static readonly Field Blocked = Make("account.blocked", ValueType.Flag);

    public static readonly Field Proposition = Make("lead.proposition", ValueType.Text);
    public static readonly Field Round = Make("lead.round", ValueType.Number);
    public static readonly Field Persons = Make("lead.persons", ValueType.Number);
    public static readonly Field OwnsIt = Make("lead.owned", ValueType.Flag);

    public static readonly Field Total = Make("score.total", ValueType.Number);
    public static readonly Field Interest = Make("score.interest", ValueType.Number);
    public static readonly Field Phase = Make("score.phase", ValueType.Number);
    public static readonly Field Fit = Make("score.fit", ValueType.Number);
    public static readonly Field Value = Make("score.value", ValueType.Number);
    public static readonly Field PhaseName = Make("score.phaseName", ValueType.Text);
#pragma warning restore CS1591

    private static readonly FrozenDictionary<string, Field> ByName = All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>All of them, in the order of their indexes.</summary>
    public static ImmutableArray<Field> All { get; private set; }

    /// <summary>The field with a name; null for none.</summary>
    public static Field? Find(string name) =>
        ByName.TryGetValue(name, out var field) ? field
        : name.StartsWith(OfForm, StringComparison.Ordinal) && name.Length > OfForm.Length ? new Field(name, Scopes.Activity, ValueType.Text, -1)
        : null;

    private static Field Make(string name, ValueType type)
    {
        var known = All.IsDefault ? [] : All;
        var field = new Field(name, Enum.Parse<Scopes>(name[..name.IndexOf('.', StringComparison.Ordinal)], ignoreCase: true), type, known.Length);
        All = known.Add(field);
        return field;
    }
}
