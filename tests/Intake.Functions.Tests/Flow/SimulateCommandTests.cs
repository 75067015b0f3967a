using Intake.History;
using Intake.Playbooks;
using Intake.Simulation;
using Intake.Storage;
using Intake.Tests.Playbooks;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>The command that tries a playbook on the stored history.</summary>
public sealed class SimulateCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("intake-simulate-");

    [Fact]
    public async Task It_tells_what_a_playbook_would_have_handed_off_and_writes_no_row_and_no_mail()
    {
        using var pipeline = await LivedAsync();
        await WriteAsync("stages.json", text => text.Replace("\"total\": 60, \"interest\": 25", "\"total\": 46, \"interest\": 7", StringComparison.Ordinal));
        var (rows, mails) = (Rows(pipeline), pipeline.Mails.Taken.Count);
        var chart = Path.Combine(folder.FullName, "chart.svg");

        var (code, output, errors) = await RunAsync(pipeline, progress: true, "--playbook", folder.FullName, "--chart", chart);

        Assert.Equal(0, code);
        Assert.StartsWith("Playbook ", output, StringComparison.Ordinal);
        Assert.Contains("1 lead gains a handoff:", output, StringComparison.Ordinal);
        Assert.Contains("0 leads lose a handoff.", output, StringComparison.Ordinal);
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(chart, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.EndsWith("100 %\n", errors, StringComparison.Ordinal);
        Assert.Equal((rows, mails), (Rows(pipeline), pipeline.Mails.Taken.Count));
    }

    [Fact]
    public async Task Files_that_the_folder_lacks_are_those_in_force_and_nothing_changes_then()
    {
        using var pipeline = await LivedAsync();

        var (code, output, errors) = await RunAsync(pipeline, progress: false, "--playbook", folder.FullName);

        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith($"Playbook {SamplePlaybook.Instance.Version}", output, StringComparison.Ordinal);
        Assert.Contains("0 leads gain a handoff.", output, StringComparison.Ordinal);
        Assert.Contains("0 leads lose a handoff.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_playbook_is_refused_with_all_that_is_wrong()
    {
        using var pipeline = await LivedAsync();
        await WriteAsync("stages.json", text => text.Replace("\"recentDays\": 7", "\"recentDays\": \"week\"", StringComparison.Ordinal));
        await WriteAsync("agreement.json", text => text.Replace("\"reviewBy\"", "\"limits\": { \"handoffsPerWeek\": 0 }, \"reviewBy\"", StringComparison.Ordinal));

        var (code, output, errors) = await RunAsync(pipeline, progress: true, "--playbook", folder.FullName);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("stages.json $.gates.prospects.recentDays: ", errors, StringComparison.Ordinal);
        Assert.Contains("stages.json $.gates.customers.recentDays: ", errors, StringComparison.Ordinal);
        Assert.Contains("agreement.json $.limits.handoffsPerWeek: 0 is not from 1", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--playbook is missing")]
    [InlineData("--from 9 May is no day such as 2026-09-01", "--playbook", ".", "--from", "9 May")]
    [InlineData("--from is later than --to", "--playbook", ".", "--from", "2026-09-02", "--to", "2026-09-01")]
    [InlineData("--chart lacks its value", "--playbook", ".", "--chart")]
    [InlineData("--colour is not known", "--playbook", ".", "--colour", "red")]
    [InlineData("There is no folder /no/such/folder.", "--playbook", "/no/such/folder")]
    public async Task What_is_wrong_with_the_options_is_said(string problem, params string[] arguments)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);

        var (code, _, errors) = await RunAsync(pipeline, progress: false, arguments);

        Assert.Equal(1, code);
        Assert.Contains(problem, errors.Split('\n').Select(line => line.TrimEnd()));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<Pipeline> LivedAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Activity(1, "calculator-used", "calc-piekvermogen"));
        await pipeline.ProcessAsync(Some.Demo(2).By("joke@other-company.example"));
        await pipeline.RunUntilAsync(pipeline.Now.AddDays(2));
        return pipeline;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(Pipeline pipeline, bool progress, params string[] arguments)
    {
        using StringWriter output = new(), errors = new();
        var command = new SimulateCommand(pipeline.Get<HistoryReader>(), pipeline.Get<PlaybookLocation>(), pipeline.Time);
        var code = await command.RunAsync(arguments, output, errors, progress, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }

    private Task WriteAsync(string file, Func<string, string> change)
    {
        var before = File.ReadAllText(Path.Combine(SamplePlaybook.Directory, file));
        var after = change(before);
        Assert.NotEqual(before, after);
        return File.WriteAllTextAsync(Path.Combine(folder.FullName, file), after, TestContext.Current.CancellationToken);
    }

    private static string Rows(Pipeline pipeline) => string.Join('\n', TableNames.All.SelectMany(table =>
        pipeline.Storage.Rows(table).Select(row => $"{table} {row.PartitionKey} {row.RowKey} {row.ETag}")));
}
