using System.Globalization;
using Intake.Handoffs;

namespace Intake.Mail;

/// <summary>English.</summary>
internal sealed class EnglishTexts : Texts
{
    public static readonly EnglishTexts Instance = new();
    private static readonly string[] Ordinals =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    private static readonly string[] Numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    public override string Language => "en";
    protected override string[] Days { get; } = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    protected override string[] Months { get; } = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public override string Someone => "Someone";
    public override string AnswerBefore(string moment) => $"Answer before {moment}";
    public override string Because(string did, string day) => $"{did} on {day}";
    public override string Stayed(string first, int minutes, int of, string title, string day) =>
        $"{first} stayed {minutes} of {of} minutes in {title} on {day}";
    public override string Steps(int count, int days) =>
        $"the {(count <= 10 ? Ordinals[count - 1] : $"{count}th")} step "
        + (days < 7 ? $"in {Count(days + 1)} days" : $"in {Weeks((days + 3) / 7)}");
    public override string Timeframe(int months) =>
        months <= 0 ? "wants to decide now" : $"wants to decide within {Count(months)} {(months == 1 ? "month" : "months")}";
    public override string InTheirWords => "In their own words";
    public override string Who => "Who";
    public override string CaresAbout => "Cares about";
    public override string AlsoThere => "Also at the company";
    public override string WriteTo(string first) => $"Write to {first}";
    public override string ContactSought => "Contact sought";
    public override string Via(string agency) => $"via {agency}";
    public override string HasLeft(string name) => $"{name} has left the company";
    public override string MayWe => "May we?";
    public override string Phone(ContactPermission permission) => permission.Phone switch
    {
        ContactBasis.UnlessObjected => $"Phone: allowed{(permission.LegalForm is { } form ? $" ({form})" : "")}.",
        ContactBasis.Asked => "Phone: allowed, only about what they asked.",
        ContactBasis.Consent => "Phone: allowed (consent).",
        null => "Phone: no.",
        _ => "Phone: allowed.",
    };
    public override string Newsletter(ContactPermission permission) => permission.Mail switch
    {
        ContactBasis.Consent => "Newsletter: yes (consent).",
        ContactBasis.SimilarProduct => "Newsletter: yes (customer, similar product).",
        ContactBasis.PublishedAddress => "Newsletter: yes (published address).",
        null => "Newsletter: no.",
        _ => "Newsletter: yes.",
    };
    public override string WhatWeHave => "What we already have";
    public override string Nothing => "Nothing yet: they are new to us.";
    public override string CustomerOf => "Customer of";
    public override string Until(string day) => $"until {day}";
    public override string OpenOpportunity => "Open opportunity";
    public override string LastContact => "Last contact";
    public override string OpenComplaints => "Open complaints";
    public override string SpokeWith => "Spoke with";
    public override string LastRefusal => "Refused before";
    public override string RefusedBy(string reason, string? by) => by is null ? reason : $"{reason} ({by})";
    public override string Promised => "Promised";
    public override string NotBefore(string day) => $"not before {day}";
    public override string Claims => "Says to work at";
    public override string NotConfirmed(string company) => $"{company} (not confirmed)";
    public override string AlsoInterested => "Also interested in";
    public override string Points(string name, int points) => $"{name} ({points} points)";
    public override string HadBefore => "Had it before";
    public override string PassedOn(string? why) => why switch
    {
        PassingReasons.Passed => "passed it on",
        PassingReasons.NotTheirs => "wrong territory",
        PassingReasons.NotAnswered => "did not answer in time",
        PassingReasons.NotContacted => "took it, no contact noted",
        PassingReasons.Unreachable => "not reached by mail",
        PassingReasons.Away => "away",
        PassingReasons.HasLeft => "not here any more",
        _ => "given on",
    };
    public override string NextStep => "Next step";
    public override string Call(string first) => $"Call {first}.";
    public override string CallWithoutNumber(string first) => $"Write to {first}: we have no phone number.";
    public override string WriteOnly(string first) => $"Write to {first}: calling is not permitted.";
    public override string SeekContact(string company) => $"Find out who at {company} takes this over.";
    public override string OpenWith => "To open with";
    public override string ContactCard => "Contact card";
    public override string CallSlot => "Plan the call";
    public override string Take => "I take it";
    public override string NotForMe => "Not for me";
    public override string NotNow => "Not now";
    public override string ForColleague => "For a colleague";
    public override string WrongTerritory => "Wrong territory";
    public override string Score => "Score";
    public override string Component(string component) => component;
    public override string Unknown => "Unknown";
    public override string Playbook => "playbook";
    public override string YoursBecause => "Yours because";
    public override string RoutedBy(string? reason) => reason switch
    {
        RoutingReasons.OpenHandoff => "you have their other open lead",
        RoutingReasons.Returned => "you had them before",
        RoutingReasons.Owner => "you own the account",
        RoutingReasons.OwnerStandIn => "you stand in for the owner of the account",
        RoutingReasons.SpokeWith => "you spoke to them",
        RoutingReasons.Claimed => "you own the account they say to belong to (not confirmed)",
        RoutingReasons.Parent => "you own the company they belong to",
        RoutingReasons.PartnerDesk => "they are a partner or agency",
        RoutingReasons.Territory => "it is your territory",
        RoutingReasons.RoundRobin => "it is your turn",
        PassingReasons.Passed => "a colleague passed it on to you",
        PassingReasons.Ordered => "it was given to you",
        _ => "nobody else could take it",
    };
    public override string Update => "New";
    public override string NoNewDeadline => "For your information: no new deadline.";
    public override string ScoreNow(int points) => $"Score now: {points}";
    public override string Open => "Open the lead";

    private static string Count(int number) =>
        number is >= 1 and <= 10 ? Numbers[number - 1] : number.ToString(CultureInfo.InvariantCulture);
    private static string Weeks(int weeks) => weeks == 1 ? "a week" : $"{Count(weeks)} weeks";
}
