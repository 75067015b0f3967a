using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Intake.Functions.Tests.LocalHost;

public sealed class QueueTests(Azurite azurite)
{
    private readonly Probe _probe = new();

    [Theory]
    [InlineData("string")]
    [InlineData("bytes")]
    [InlineData("data")]
    public async Task A_message_comes_as_the_type_the_function_asks_for(string name)
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);
        var queue = await host.QueueAsync(name);

        await queue.SendMessageAsync("héllo");

        Assert.Equal("héllo", await _probe.NextAsync<string>());
        await Eventually.IsTrueAsync(() => IsEmptyAsync(queue));
    }

    [Fact]
    public async Task A_message_of_JSON_is_read_whatever_the_case_of_its_names()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);

        await (await host.QueueAsync("poco")).SendMessageAsync("""{"name":"ann","COUNT":2}""");

        Assert.Equal(new Poco("ann", 2), await _probe.NextAsync<Poco>());
    }

    internal static async Task<bool> IsEmptyAsync(QueueClient queue) => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0;
}
