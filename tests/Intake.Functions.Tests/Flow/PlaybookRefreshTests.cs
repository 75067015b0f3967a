using Azure;
using Intake.Functions.Tests.LocalHost;
using Intake.Playbooks;
using Intake.Playbooks.Versions;
using Intake.Storage;
using Intake.Tests.Playbooks;
using Intake.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Functions.Tests.Flow;

/// <summary>How an instance follows the version in force, and what it does when that cannot be read.</summary>
public sealed class PlaybookRefreshTests
{
    [Fact]
    public async Task Where_no_version_was_put_in_force_it_is_the_one_of_the_app_and_a_look_costs_one_call()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var mark = pipeline.Storage.Mark();
        await pipeline.Get<PlaybookRefresh>().RunAsync(default);
        Assert.Equal((1, Versions.Packaged), (pipeline.Storage.CountSince(mark), pipeline.Playbook.Version));
    }

    [Fact]
    public async Task A_pointer_that_has_not_moved_is_not_followed_again()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var version = await pipeline.InForceAsync(59);
        var (other, refresh) = pipeline.AnotherInstance();
        await refresh.RunAsync(default);
        var mark = pipeline.Storage.Mark();
        await refresh.RunAsync(default);
        Assert.Equal((1, version), (pipeline.Storage.CountSince(mark), other.Current.Version));
    }

    [Fact]
    public async Task Without_the_pointer_the_one_of_the_app_is_in_force_again()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.InForceAsync(59);
        await Blob(pipeline, "active.json").DeleteAsync();
        await pipeline.Get<PlaybookRefresh>().RunAsync(default);
        Assert.Equal(Versions.Packaged, pipeline.Playbook.Version);
    }

    [Theory]
    [InlineData("scoring.json", "{}")]
    [InlineData("scoring.json", "not json")]
    [InlineData("scoring.json", null)]
    public async Task A_version_whose_files_were_changed_does_not_come_into_force_and_that_is_told_once(string file, string? content)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var version = await pipeline.InForceAsync(59);
        var blob = Blob(pipeline, $"in-force/{version}/{file}");
        var good = (await blob.DownloadContentAsync()).Value.Content;
        if (content is null) await blob.DeleteAsync();
        else await blob.UploadAsync(BinaryData.FromString(content), overwrite: true);

        var log = new ListLogger();
        var playbooks = new PlaybookInForce(SamplePlaybook.Instance, pipeline.Time);
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var refresh = new PlaybookRefresh(
            new PlaybookPointers(pipeline.Storage.Blobs), new PlaybookStore(pipeline.Storage.Blobs), playbooks, pipeline.Time, factory.CreateLogger<PlaybookRefresh>());
        await refresh.RunAsync(default);
        await refresh.RunAsync(default);
        Assert.Equal((Versions.Packaged, version), (playbooks.Current.Version, refresh.Broken!.Version));
        Assert.Single(log.Lines, line => line.Contains(version, StringComparison.Ordinal));

        await blob.UploadAsync(good, overwrite: true);
        await refresh.RunAsync(default);
        Assert.Equal((version, null), (playbooks.Current.Version, refresh.Broken));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"version":"../x","from":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"version":"0123456789ab","from":"2026-01-01T00:00:00Z"}""")]
    public async Task A_pointer_to_nothing_leaves_the_last_valid_one_in_force_and_the_list_tells_it(string pointer)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var version = await pipeline.InForceAsync(59);
        await Blob(pipeline, "active.json").UploadAsync(BinaryData.FromString(pointer), overwrite: true);
        var list = await pipeline.ListAsync();
        Assert.Equal((200, version), (list.Status, list.Text("inForce")));
        Assert.NotEqual(0, list.Body.GetProperty("broken").GetProperty("problems").GetArrayLength());

        // Another order mends it.
        await pipeline.PutInForceAsync(await pipeline.ApprovedAsync(58));
        Assert.False((await pipeline.ListAsync()).Body.TryGetProperty("broken", out _));
    }

    [Fact]
    public async Task While_storage_is_away_the_last_one_stays_and_the_door_says_not_now()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var version = await pipeline.InForceAsync(59);
        pipeline.Storage.Fail(_ => FaultKind.Before);
        await Assert.ThrowsAsync<RequestFailedException>(() => pipeline.Get<PlaybookRefresh>().RunAsync(default));
        Assert.Equal((503, version), ((await pipeline.ListAsync()).Status, pipeline.Playbook.Version));
        pipeline.Storage.Heal();
        await pipeline.Get<PlaybookRefresh>().RunAsync(default);
        Assert.Equal(version, pipeline.Playbook.Version);
    }

    [Theory]
    [InlineData(FaultKind.Before)]
    [InlineData(FaultKind.LoseAnswer)]
    [InlineData(FaultKind.Timeout)]
    public async Task Storage_that_is_away_at_the_start_does_not_stop_it_and_is_asked_again_every_second(FaultKind fault)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var version = await pipeline.InForceAsync(59);
        pipeline.Restart();
        pipeline.Storage.Fail(_ => fault);
        var watch = pipeline.Get<IEnumerable<IHostedService>>().OfType<PlaybookWatch>().Single();
        await pipeline.Pump.FinishAsync(watch.StartingAsync(default));
        Assert.Equal(Versions.Packaged, pipeline.Playbook.Version);

        pipeline.Storage.Heal();
        await watch.StartAsync(default);
        await Eventually.IsTrueAsync(() =>
        {
            pipeline.Time.Advance(TimeSpan.FromSeconds(1));
            return pipeline.Playbook.Version == version;
        });
        await watch.StopAsync(default);
    }

    [Fact]
    public async Task At_the_start_it_is_read_before_anything_runs()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var version = await pipeline.InForceAsync(59);
        pipeline.Restart();
        Assert.Equal(Versions.Packaged, pipeline.Playbook.Version);
        await pipeline.Get<IEnumerable<IHostedService>>().OfType<PlaybookWatch>().Single().StartingAsync(default);
        Assert.Equal(version, pipeline.Playbook.Version);
    }

    private static Azure.Storage.Blobs.BlobClient Blob(Pipeline pipeline, string name) =>
        pipeline.Storage.Blobs.GetBlobContainerClient(ContainerNames.Playbook).GetBlobClient(name);
}
