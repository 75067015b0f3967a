using Azure;

namespace Intake.Tests.Storage;

/// <summary>Asserts that storage refuses.</summary>
internal static class Refused
{
    public static async Task AsAsync(int status, string code, Func<Task> act)
    {
        var refusal = await FailsAsync(act);
        Assert.Equal((status, code), (refusal.Status, refusal.ErrorCode));
    }

    public static async Task AsAsync(int status, Func<Task> act) => Assert.Equal(status, (await FailsAsync(act)).Status);

    public static Task<RequestFailedException> FailsAsync(Func<Task> act) => Assert.ThrowsAnyAsync<RequestFailedException>(act);
}
