using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Stages;

/// <summary>What scoring reads of a lead, read at most once for as many days as are looked at.</summary>
internal sealed class Sheets(Account account, Lead lead, Playbook playbook)
{
    private ScoreSheet? all, eligible;

    /// <summary>With everybody who carries it.</summary>
    public ScoreSheet All => all ??= Read(lead);

    /// <summary>Without those who are never handed off; the same where there are none.</summary>
    public ScoreSheet Eligible => eligible ??= Excluded() is { Count: > 0 } excluded ? Read(lead with { Persons = lead.Persons.RemoveRange(excluded) }) : All;

    /// <summary>How many were read: what is costly.</summary>
    public int Reads { get; private set; }

    /// <summary>How many scores were computed.</summary>
    public int Scores { get; private set; }

    /// <summary>The score of the lead on a day, UTC.</summary>
    public Score On(DateOnly day) => Score(All, day);

    /// <summary>What it would be without those who are never handed off, where that is another.</summary>
    public Score OfTheEligible(Score score) => ReferenceEquals(Eligible, All) ? score : Score(Eligible, score.Day);

    private Score Score(ScoreSheet sheet, DateOnly day)
    {
        Scores++;
        return Scorer.Score(sheet, day);
    }

    private ScoreSheet Read(Lead of)
    {
        Reads++;
        return ScoreSheet.Of(account, of, playbook);
    }

    private List<string> Excluded() =>
        [.. lead.Persons.Keys.Where(id => Stages.Excluded.Person(account, account.Members.GetValueOrDefault(id), playbook) is not null)];
}
