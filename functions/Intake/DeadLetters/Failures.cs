using System.Net.Sockets;
using Azure;
using Intake.Storage;

namespace Intake.DeadLetters;

/// <summary>Tells transient faults, which a retry may cure, from permanent ones.</summary>
public static class Failures
{
    /// <summary>What to note of an exception: its type and, for a service's error, its status; never a message, which could quote the input.</summary>
    public static Failure Of(Exception exception, DateTimeOffset now) => new(Describe(exception), IsTransient(exception), now);

    /// <summary>Whether a later try may succeed.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException or OvertakenException => true,
        AggregateException many => many.InnerExceptions.All(IsTransient),
        _ => false,
    };

    private static string Describe(Exception exception)
    {
        var type = exception.GetType().Name;
        var what = exception is RequestFailedException failed ? $"{type} {failed.Status} {failed.ErrorCode}" : type;
        var where = exception.TargetSite is { } site ? $" in {site.DeclaringType?.FullName}.{site.Name}" : "";
        return what + where;
    }
}
