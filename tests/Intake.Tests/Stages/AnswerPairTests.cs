using Intake.Accounts;
using Intake.Handoffs;
using Intake.Stages;

namespace Intake.Tests.Stages;

/// <summary>Every answer after every other: the first one stands, and a second one that contradicts it changes nothing and is told what that was.</summary>
public sealed class AnswerPairTests
{
    private static readonly DateTimeOffset First = Scene.Monday.AddHours(1), Second = Scene.Monday.AddHours(2);

    private static readonly IReadOnlyDictionary<string, Answer> All = Answers().ToDictionary(answer => Name(answer), StringComparer.Ordinal);

    public static TheoryData<string, string> Pairs() => [.. from one in All.Keys from other in All.Keys select (one, other)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_second_answer_of_the_same_person(string first, string second)
    {
        var before = Mailed();
        var one = Apply(before, All[first], First);
        var two = Apply(one.State, All[second], Second);

        Assert.Equal(Alone(All[first]), one.Outcome);
        Assert.Equal(After(All[first], All[second]), two.Outcome);
        if (two.Outcome != AnswerOutcome.Applied) Assert.Same(one.State, two.State);
        if (two.Outcome is AnswerOutcome.Contradicts or AnswerOutcome.Repeated && IsFinal(All[first])) Assert.Equal(All[first] with { At = First }, two.Earlier);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_message_twice_is_one_answer(string name)
    {
        var state = All[name].Kind == AnswerKinds.Contact ? Apply(Mailed(), All["accept"], First).State : Mailed();
        var once = Apply(state, All[name], Second);
        var twice = Apply(once.State, All[name], Second);

        Assert.Equal(AnswerOutcome.Applied, once.Outcome);
        Assert.Equal(All[name].Kind == AnswerKinds.Pass ? AnswerOutcome.GivenAway : AnswerOutcome.Repeated, twice.Outcome);
        Assert.Same(once.State, twice.State);
    }

    public static TheoryData<string> Names() => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Who_had_it_before_changes_nothing(string name)
    {
        var passed = Apply(Mailed(), All["pass bram"], First).State;
        var late = Apply(passed, All[name], Second);

        Assert.Equal(AnswerOutcome.GivenAway, late.Outcome);
        Assert.Same(passed, late.State);
        Assert.Equal(AnswerOutcome.Applied, Apply(passed, All["accept"] with { By = "bram" }, Second).Outcome);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Who_has_it_again_is_not_held_to_what_they_said_before(string name)
    {
        var back = Apply(Apply(Mailed(), All["pass bram"], First).State, All["pass bram"] with { By = "bram", To = "sanne" }, First).State;
        var handoff = Only(back);
        Assert.Equal(("sanne", 3), (handoff.AccountManager, handoff.Assignment));

        var late = Intake.Stages.Answers.Apply(back, handoff.Id, All[name] with { At = Second }, Playbook, Second, assignment: 1);
        Assert.Equal(AnswerOutcome.GivenAway, late.Outcome);
        Assert.Same(back, late.State);
        Assert.Equal(AnswerOutcome.Applied, Intake.Stages.Answers.Apply(back, handoff.Id, All["accept"] with { At = Second }, Playbook, Second, assignment: 3).Outcome);
    }

    [Fact]
    public void Passed_on_it_is_due_to_the_colleague_and_stays_in_its_stage()
    {
        var passed = Apply(Mailed(), All["pass bram"], First);
        var handoff = Only(passed.State);
        Assert.Equal((HandoffState.Due, "bram", PassingReasons.Passed, 2), (handoff.State, handoff.AccountManager, handoff.RoutedBy, handoff.Assignment));
        Assert.Equal([new FormerHolder("sanne", First, PassingReasons.Passed)], handoff.Former!.Value);
        Assert.Equal((null, null, null, null), (handoff.MailedAt, handoff.AnswerBy, handoff.Mail, passed.Change));
        Assert.Equal("mql", passed.State.Latest("energy")!.Stage);
    }

    [Fact]
    public void Passed_on_to_nobody_by_name_it_is_for_the_routing()
    {
        var handoff = Only(Apply(Mailed(), All["pass"], First).State);
        Assert.Equal((null, null, PassingReasons.NotTheirs), (handoff.AccountManager, handoff.RoutedBy, handoff.Former!.Value[0].Why));
    }

    [Fact]
    public void Put_off_it_is_not_answered_and_has_no_deadline()
    {
        var handoff = Only(Apply(Mailed(), All["snooze 2026-10-12"], First).State);
        Assert.Equal((new DateOnly(2026, 10, 12), null, null, HandoffState.Mailed), (handoff.SnoozedUntil, handoff.AnswerBy, handoff.Answer, handoff.State));
    }

    [Fact]
    public void Accepted_after_all_it_is_not_put_off_any_more()
    {
        var handoff = Only(Apply(Apply(Mailed(), All["snooze 2026-10-12"], First).State, All["accept"], Second).State);
        Assert.Equal((null, HandoffState.Accepted), (handoff.SnoozedUntil, handoff.State));
    }

    [Fact]
    public void Each_call_is_a_contact()
    {
        var state = Apply(Mailed(), All["accept"], First).State;
        for (var call = 1; call <= 3; call++) state = Apply(state, All["contact tried"], Second.AddHours(call)).State;
        state = Apply(state, All["contact spoke"], Second.AddHours(4)).State;
        Assert.Equal(["tried", "tried", "tried", "spoke"], Only(state).Contacts!.Value.Select(note => note.Kind));
        Assert.Equal("sal", state.Latest("energy")!.Stage);
    }

    [Fact]
    public void A_contact_of_an_unknown_kind_is_refused() =>
        Assert.Equal(AnswerOutcome.UnknownReason, Apply(Apply(Mailed(), All["accept"], First).State, All["contact spoke"] with { Contact = "telepathy" }, Second).Outcome);

    private static Intake.Playbooks.Playbook Playbook => Playbooks.SamplePlaybook.Instance;

    private static AnswerOutcome Alone(Answer answer) => answer.Kind == AnswerKinds.Contact ? AnswerOutcome.NotAccepted : AnswerOutcome.Applied;

    private static AnswerOutcome After(Answer first, Answer second) => (first.Kind, second.Kind) switch
    {
        (AnswerKinds.Pass, _) => AnswerOutcome.GivenAway,
        (AnswerKinds.Accept, AnswerKinds.Contact) => AnswerOutcome.Applied,
        (_, AnswerKinds.Contact) => AnswerOutcome.NotAccepted,
        (AnswerKinds.Accept or AnswerKinds.Reject, _) => first == second ? AnswerOutcome.Repeated : AnswerOutcome.Contradicts,
        (AnswerKinds.Snooze, AnswerKinds.Snooze) when first == second => AnswerOutcome.Repeated,
        _ => AnswerOutcome.Applied,
    };

    private static bool IsFinal(Answer answer) => answer.Kind is AnswerKinds.Accept or AnswerKinds.Reject;

    private static Answered Apply(AccountState state, Answer answer, DateTimeOffset at) => Intake.Stages.Answers.Apply(state, Only(state).Id, answer with { At = at }, Playbook, at);

    private static Handoff Only(AccountState state) => Assert.Single(state.Handoffs.Values);

    // Handed off and mailed to Sanne.
    private static AccountState Mailed()
    {
        var scene = new Scene().Qualifies();
        var mailed = scene.Handoff with { State = HandoffState.Mailed, AccountManager = "sanne", RoutedBy = "territory", MailedAt = Scene.Monday, AnswerBy = Scene.Monday.AddHours(8), Mail = "m" };
        return scene.State.With(mailed);
    }

    private static IEnumerable<Answer> Answers()
    {
        yield return new Answer(AnswerKinds.Accept, default, "sanne");
        foreach (var reason in Playbooks.SamplePlaybook.Instance.Stages.ReasonOrder) yield return new Answer(AnswerKinds.Reject, default, "sanne", reason);
        yield return new Answer(AnswerKinds.Reject, default, "sanne", "no-timing", new DateOnly(2026, 11, 2));
        yield return new Answer(AnswerKinds.Snooze, default, "sanne", Until: new DateOnly(2026, 10, 12));
        yield return new Answer(AnswerKinds.Snooze, default, "sanne", Until: new DateOnly(2026, 10, 13));
        yield return new Answer(AnswerKinds.Pass, default, "sanne") { To = "bram" };
        yield return new Answer(AnswerKinds.Pass, default, "sanne");
        foreach (var kind in new[] { ContactKinds.Spoke, ContactKinds.Tried, ContactKinds.Meeting }) yield return new Answer(AnswerKinds.Contact, default, "sanne") { Contact = kind };
    }

    private static string Name(Answer answer) =>
        string.Join(' ', new[] { answer.Kind, answer.Reason, answer.Until is { } day ? $"{day:yyyy-MM-dd}" : null, answer.To, answer.Contact }.OfType<string>());
}
