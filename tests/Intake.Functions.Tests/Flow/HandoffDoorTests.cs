using Intake.Accounts;
using Intake.Handoffs;
using Intake.Profiles;

namespace Intake.Functions.Tests.Flow;

/// <summary>A handoff tells who has it, why, and what did not decide that.</summary>
public sealed class HandoffDoorTests
{
    [Fact]
    public async Task Who_has_it_and_what_did_not_decide_is_told_by_the_handoff_and_the_profile()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport with { Owner = null }]);
        await pipeline.ProcessAsync(Some.Demo(1));
        var account = Assert.Single(await pipeline.AccountsAsync()).State;
        var id = new HandoffId(account.Account.Id, Assert.Single(account.Handoffs).Key).ToString();

        var (status, told) = await pipeline.HandoffAsync((door, request) => door.Show(request, id, default));
        Assert.Equal((200, "fenna", "territory", "nl-north-east", "mailed"), (status, Of("accountManager"), Of("routedBy"), Of("territory"), Of("state")));
        Assert.Equal(
            [("open-handoff", "nobody"), ("returned", "nobody"), ("spoke-with", "nobody"), ("owner", "nobody"), ("claimed", "nobody"), ("parent", "nobody"), ("partner-desk", "no-partner")],
            told.GetProperty("considered").EnumerateArray().Select(step => (step.GetProperty("step").GetString(), step.GetProperty("why").GetString())));

        var (_, profile, _) = await TeamDoors.CallAsync(request => pipeline.Get<ProfileDoor>().AccountAsync(request, account.Account.Id, default), null, null);
        var shown = Assert.Single(profile.GetProperty("handoffs").EnumerateArray());
        Assert.Equal(told.GetProperty("considered").ToString().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""), shown.GetProperty("considered").ToString());
        Assert.Equal($"/api/handoffs/{id}", shown.GetProperty("url").GetString());

        string? Of(string name) => told.GetProperty(name).GetString();
    }

    [Fact]
    public async Task One_that_was_refused_is_told_as_well()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));
        var account = Assert.Single(await pipeline.AccountsAsync()).State;
        var handoff = Assert.Single(account.Handoffs).Value;
        var reason = pipeline.Playbook.Stages.Refusals.First(each => !each.AsksDate).Id;
        await pipeline.Get<AnswerCommandHandler>().HandleAsync(
            new AnswerCommand { Id = Some.Id(5), At = pipeline.Now, Account = account.Account.Id, Handoff = handoff.Id, Answer = "reject", Reason = reason, By = "fenna" }, default);

        var (status, told) = await pipeline.HandoffAsync((door, request) => door.Show(request, new HandoffId(account.Account.Id, handoff.Id).ToString(), default));
        Assert.Equal((200, "rejected", reason), (status, told.GetProperty("state").GetString(), told.GetProperty("answer").GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("00000000000000000000000000000001.00000000000000000000000000000002")]
    [InlineData("00000000000000000000000000000001")]
    public async Task What_is_no_handoff_is_not_found(string id)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(404, (await pipeline.HandoffAsync((door, request) => door.Show(request, id, default))).Status);
    }
}
