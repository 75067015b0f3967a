using System.Text.Json;
using CsCheck;
using Intake.Accounts;
using Intake.History;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Tests.Playbooks;

namespace Intake.Tests.History;

/// <summary>A replay under the playbook that was in force gives what happened.</summary>
public sealed class ReplayProperties
{
    private static readonly Playbook Playbook = SamplePlaybook.Instance;

    [Fact]
    public void Under_the_playbook_in_force_it_gives_the_state_the_handoffs_and_the_moves() =>
        Realities.Any.Sample(reality =>
        {
            var replayed = Replay.Of(reality.History, Playbook, Realities.End);

            Assert.Equal(Told(reality.State), Told(replayed.State));
            Assert.Equal(Told(reality.History.Handoffs.Values), Told(replayed.Made.Select(made => made.Handoff)));
            Assert.Equal(reality.History.Moves.Select(Told), replayed.Moves.Select(Told));
            Assert.Equal(0, replayed.AnswersWithoutHandoff);
        }, iter: 100);

    [Fact]
    public void What_it_gives_at_an_instant_does_not_depend_on_what_came_later() =>
        Gen.Select(Realities.Any, Gen.Int[0, 420]).Sample((reality, days) =>
        {
            var instant = Realities.End.AddDays(-days);
            var history = reality.History;
            var until = history with
            {
                Submissions = [.. history.Submissions.Where(record => record.RecordedAt <= instant)],
                Events = [.. history.Events.Where(change => change.At <= instant)],
            };

            Assert.Equal(Told(Replay.StateAt(until, Playbook, instant)), Told(Replay.StateAt(history, Playbook, instant)));
        }, iter: 100);

    [Fact]
    public void Counting_anew_by_the_playbook_in_force_changes_nothing() =>
        Realities.Any.Sample(reality =>
        {
            if (reality.State is not { } state) return;
            var refolded = Refold.Of(state, reality.History, Playbook, Playbook);

            Assert.Equal(state.Leads, refolded.State.Leads);
            Assert.Equal(Written(state), Written(refolded.State));
            Assert.Equal(state.Handoffs, refolded.State.Handoffs);
        }, iter: 100);

    // An answer moves a lead at whatever score was computed last; of these days only the replay leaves some out.
    private static StageMove Told(StageMove move) => move.By == "command" ? move with { Score = 0 } : move;

    private static string Told(AccountState? state) => state is null ? "" : Written(state with
    {
        Account = state.Account with { Revision = 0 },
        Leads = state.Leads.SetItems(state.Leads.Select(lead => KeyValuePair.Create(lead.Key, lead.Value with { Score = null }))),
    });

    private static string Written(AccountState state) => string.Join(
        '\n', state.Leads.Values.Select(lead => JsonSerializer.Serialize(lead, IntakeJson.Default.Lead)).Append(JsonSerializer.Serialize(state.Account, IntakeJson.Default.Account)));

    private static string Told(IEnumerable<Handoff> handoffs) => string.Join('\n', handoffs
        .OrderBy(handoff => handoff.Id, StringComparer.Ordinal).Select(handoff => JsonSerializer.Serialize(handoff, IntakeJson.Default.Handoff)));
}
