import { testOddInputs } from "@/e2e/fixtures/fuzz";

testOddInputs(1);
