#include "lf-test-support.h"
int main(int argc,char**argv){lf_test_init(&argc,&argv);return g_test_run();}
