using System.Globalization;
using Intake.Handoffs;

namespace Intake.Mail;

/// <summary>Everything that the mails about a handoff say, in one language. A language that is missing is answered in English.</summary>
internal abstract class Texts
{
    public static Texts In(string? language) => language switch
    {
        "nl" => DutchTexts.Instance,
        "de" => GermanTexts.Instance,
        _ => EnglishTexts.Instance,
    };

    public abstract string Language { get; }
    protected abstract string[] Days { get; }
    protected abstract string[] Months { get; }
    protected virtual string DayFormat => "{0}";

    // By hand, as the names that the system's locales give change between versions.
    public string Moment(DateTimeOffset local) =>
        $"{Date(DateOnly.FromDateTime(local.DateTime), withDay: true)} {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";

    public string Date(DateOnly day, bool withDay = false) =>
        $"{(withDay ? Days[(int)day.DayOfWeek] + " " : "")}{string.Format(CultureInfo.InvariantCulture, DayFormat, day.Day)} {Months[day.Month - 1]}";

    public string LongDate(DateOnly day) => $"{Date(day)} {day.Year}";

    public abstract string Someone { get; }
    public abstract string AnswerBefore(string moment);
    public abstract string Because(string did, string day);
    public abstract string Stayed(string first, int minutes, int of, string title, string day);
    public abstract string Steps(int count, int days);
    public abstract string Timeframe(int months);
    public abstract string InTheirWords { get; }
    public abstract string Who { get; }
    public abstract string CaresAbout { get; }
    public abstract string AlsoThere { get; }
    public abstract string WriteTo(string first);
    public abstract string ContactSought { get; }
    public abstract string Via(string agency);
    public abstract string HasLeft(string name);
    public abstract string MayWe { get; }
    public abstract string Phone(ContactPermission permission);
    public abstract string Newsletter(ContactPermission permission);
    public abstract string WhatWeHave { get; }
    public abstract string Nothing { get; }
    public abstract string CustomerOf { get; }
    public abstract string Until(string day);
    public abstract string OpenOpportunity { get; }
    public abstract string LastContact { get; }
    public abstract string OpenComplaints { get; }
    public abstract string SpokeWith { get; }
    public abstract string LastRefusal { get; }
    public abstract string RefusedBy(string reason, string? by);
    public abstract string Promised { get; }
    public abstract string NotBefore(string day);
    public abstract string Claims { get; }
    public abstract string NotConfirmed(string company);
    public abstract string AlsoInterested { get; }
    public abstract string Points(string name, int points);
    public abstract string HadBefore { get; }
    public abstract string PassedOn(string? why);
    public abstract string NextStep { get; }
    public abstract string Call(string first);
    public abstract string CallWithoutNumber(string first);
    public abstract string WriteOnly(string first);
    public abstract string SeekContact(string company);
    public abstract string OpenWith { get; }
    public abstract string ContactCard { get; }
    public abstract string CallSlot { get; }
    public abstract string Take { get; }
    public abstract string NotForMe { get; }
    public abstract string NotNow { get; }
    public abstract string ForColleague { get; }
    public abstract string WrongTerritory { get; }
    public abstract string Score { get; }
    public abstract string Component(string component);
    public abstract string Unknown { get; }
    public abstract string Playbook { get; }
    public abstract string YoursBecause { get; }
    public abstract string RoutedBy(string? reason);
    public abstract string Update { get; }
    public abstract string NoNewDeadline { get; }
    public abstract string ScoreNow(int points);
    public abstract string Open { get; }
}
