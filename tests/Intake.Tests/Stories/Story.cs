using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Stories;

/// <summary>A story as its file tells it: who, what they do in order of time, and what must be seen on the way.</summary>
public sealed record Story
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public required string Title { get; init; }

    /// <summary>The variant of the playbook by which it comes true; null for the one that ships.</summary>
    public string? Playbook { get; init; }

    [JsonIgnore]
    public Playbook Rules => Playbook is { } variant
        ? PlaybookFolder.Load(Path.Combine(Repository.Root, "functions", "playbooks", variant), SamplePlaybook.Directory) : SamplePlaybook.Instance;

    public Company? Company { get; init; }

    /// <summary>The company in the account book that a person with a free mail address says they work for.</summary>
    public Company? Claims { get; init; }

    public required Dictionary<string, StoryPerson> Persons { get; init; }

    public required List<Moment> Timeline { get; init; }

    public static string Directory { get; } = Path.Combine(Repository.Root, "tests", "Intake.Tests", "Stories");

    public static TheoryData<string> Files => [.. System.IO.Directory.EnumerateFiles(Directory, "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static Story Read(string file) => JsonSerializer.Deserialize<Story>(File.ReadAllText(Path.Combine(Directory, file)), Json)!;
}

/// <summary>Exactly one of these happens.</summary>
public sealed record Moment(StoryStep? Do, StoryAnswer? Answer, StoryPass? Pass, StoryExpectation? Expect);

/// <summary>A person; <see cref="Facts"/> are what enrichment makes of <see cref="JobTitle"/>.</summary>
public sealed record StoryPerson
{
    public required string Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? JobTitle { get; init; }

    public string? CompanyName { get; init; }

    public Dictionary<string, string> Facts { get; init; } = [];

    public Dictionary<string, string> CompanyFacts { get; init; } = [];

    public bool Freemail { get; init; }

    public bool Student { get; init; }
}

public sealed record StoryStep(
    DateTimeOffset At, string Person, string Activity, string Content, string? Proposition, string? Subject,
    int? Attended, int? Duration, int? Timeframe, string? SpokeWith, int Times = 1);

public sealed record StoryAnswer(DateTimeOffset At, string Proposition, string By, string Kind, string? Reason, DateOnly? Until);

/// <summary>Time has come to this point, and the agenda is looked at.</summary>
public sealed record StoryPass(DateTimeOffset At);

/// <summary>What must be seen at the end of a day; <see cref="Handoff"/> tells what was made since the last look at the same proposition.</summary>
public sealed record StoryExpectation(
    DateOnly Day, string Proposition, decimal? Score, string Stage, string Handoff, string? Gate, string? To, string? Cause,
    decimal? Interest, string? Phase, decimal? Fit, decimal? Value);
